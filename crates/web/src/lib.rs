//! HTTP: pages, JSON API v1, sessions, forms, problem documents.
