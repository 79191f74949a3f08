-- Links of a claim, which the check of everything asks for each claim.
CREATE INDEX consent_link_of_claim ON consent_link (claim_number);
