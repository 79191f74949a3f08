//! The customer's choices.

use domain::claim::{Clock, EndCause, Phase, RejectionReason, Status};
use jiff::Timestamp;

use super::commands::Judged;
use super::life::{Delivery, Life};
use super::words::{Act, Code, LineState, Refusal, Side};

impl Life {
    pub(super) fn customer_choice(&mut self, now: Timestamp, link: u32, code: Code, act: &Act) -> Judged {
        let in_window = match act {
            Act::Confirm | Act::Decline { .. } | Act::NotMe => true,
            Act::End { .. } => false,
            _ => return Err(Refusal::NotPermitted),
        };
        if let Act::Decline { lines: Some(lines) } | Act::End { lines: Some(lines) } = act
            && lines.is_empty()
        {
            return Err(Refusal::Invalid);
        }
        if link < self.links {
            return Err(Refusal::Superseded);
        }
        if in_window && self.phase != Phase::ConsentWindow {
            return Err(Refusal::WindowClosed);
        }
        if !in_window && self.phase != Phase::InForce {
            let too_late = self.phase == Phase::Ended;
            return Err(if too_late {
                Refusal::WindowClosed
            } else {
                Refusal::WrongStatus
            });
        }
        let needs_code = !in_window || (*act == Act::Confirm && self.earlier_decline);
        match code {
            Code::Missing if needs_code => return Err(Refusal::CodeRequired),
            Code::Wrong if needs_code => return Err(Refusal::WrongCode),
            Code::Missing | Code::Wrong | Code::Right => {}
        }
        match act {
            Act::Confirm => {
                self.confirmed = true;
                if self.setup.early_confirmation {
                    self.come_into_force(now);
                }
                Ok(())
            }
            Act::Decline { lines } => {
                self.mark_chosen(lines.as_deref(), LineState::Declined)?;
                if self.lines_in(LineState::Covered).is_empty() {
                    self.earlier_decline = true;
                    self.association = None;
                    self.reject(vec![RejectionReason::CustomerDecline], Side::Customer, false, now);
                }
                Ok(())
            }
            Act::End { lines } => {
                self.mark_chosen(lines.as_deref(), LineState::Ended)?;
                if self.lines_in(LineState::Covered).is_empty() {
                    self.end_association(EndCause::CustomerEnded, now);
                    self.go(Status::Approved, Phase::Ended);
                }
                Ok(())
            }
            _ => {
                self.stop(Clock::Consent);
                if self.delivery == Delivery::Sent {
                    self.delivery = Delivery::Undeliverable;
                }
                Ok(())
            }
        }
    }

    fn mark_chosen(&mut self, chosen: Option<&[u8]>, to: LineState) -> Judged {
        let covered = self.lines_in(LineState::Covered);
        let chosen = chosen.map_or_else(|| covered.clone(), <[u8]>::to_vec);
        if !chosen.iter().all(|index| covered.contains(index)) {
            return Err(Refusal::Invalid);
        }
        self.set_lines(&chosen, to);
        Ok(())
    }
}
