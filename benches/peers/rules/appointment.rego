# The appointment procedure: `failing` holds the names of the rules that are not met.
#
# Days are texts such as "2018-01-20", which sort as days do. `data.members` says from which day each country is a
# member, and `data.working_days` how many working days come before each day.

package appointment

import rego.v1

in_force if input.facts.starts >= "2017-12-04"

begun if input.facts.starts <= input.as_of

secretary_general if input.facts.office == "secretary_general"

is_national if {
	some country in input.facts.candidate.nationalities
	data.members[country] <= input.facts.starts
}

lost := input.facts.lost.nationality if input.facts.lost.on <= input.as_of

is_still_national if {
	some country in input.facts.candidate.nationalities
	data.members[country] <= input.facts.starts
	not lost == country
}

left if input.facts.left <= input.as_of

is_appointment if input.facts.occasion in {"first_appointment", "renewal", "promotion", "transfer"}

approver := input.facts.approved.by if input.facts.approved.on <= input.as_of

approver_in_time := input.facts.approved.by if input.facts.approved.on <= input.facts.starts

within_absence if {
	some absence in input.facts.absences
	absence.from <= input.facts.approved.on
	not absence.until < input.facts.approved.on
}

within_absence if {
	some absence in input.facts.absences
	absence.from <= input.facts.approved.on
	absence.until == null
}

has_instrument if not input.parameters.instrument_required

has_instrument if {
	input.facts.delegated.by == "secretary_general"
	input.facts.delegated.on <= input.facts.approved.on
}

deputy_may if {
	input.facts.approved.names_this
	within_absence
	has_instrument
}

deputy_acts if {
	approver == "deputy_secretary_general"
	deputy_may
}

deputy_acts_in_time if {
	approver_in_time == "deputy_secretary_general"
	deputy_may
}

needs_vacancy if input.facts.route == "direct"

needs_vacancy if input.parameters.announce_secondments

by_vacancy if {
	in_force
	needs_vacancy
	not secretary_general
}

published := input.facts.published.on if input.facts.published.on <= input.as_of

on_website := published if input.facts.published.medium == "nato_website"

selected := input.facts.selected if input.facts.selected <= input.as_of

applied := input.facts.applied if input.facts.applied <= input.as_of

leaves_out_a_member if {
	some country, since in data.members
	since <= published
	not country in input.facts.limited_to
}

# --- member_national
failing contains "member_national" if {
	in_force
	not is_national
}

# --- still_national
failing contains "still_national" if {
	in_force
	begun
	not left
	is_national
	not is_still_national
}

# --- one_route
failing contains "one_route" if {
	in_force
	input.facts.route == null
	not secretary_general
}

# --- own_government
failing contains "own_government" if {
	in_force
	input.facts.route == "seconded"
	input.facts.seconding_country != "other_country"
	not input.facts.seconding_country in input.facts.candidate.nationalities
}

# --- member_seconds
failing contains "member_seconds" if {
	in_force
	input.facts.route == "seconded"
	not data.members[input.facts.seconding_country] <= input.facts.starts
}

# --- approval
failing contains "approval" if {
	in_force
	is_appointment
	begun
	not approver == "secretary_general"
	not secretary_general
	not deputy_acts
}

# --- approval_matches
failing contains "approval_matches" if {
	in_force
	is_appointment
	approver == "secretary_general"
	not input.facts.approved.names_this
}

# --- approval_in_time
failing contains "approval_in_time" if {
	in_force
	is_appointment
	input.parameters.approval_timing == "before_start"
	input.facts.starts < input.as_of
	not approver_in_time == "secretary_general"
	not secretary_general
	not deputy_acts_in_time
}

# --- vacancy_announced
failing contains "vacancy_announced" if {
	by_vacancy
	selected
	not on_website
}

# --- announced_first
failing contains "announced_first" if {
	by_vacancy
	selected
	not on_website < selected
}

# --- open_to_all
failing contains "open_to_all" if {
	by_vacancy
	count(input.facts.limited_to) > 0
	published
	leaves_out_a_member
}

# --- vacancy_open
failing contains "vacancy_open" if {
	by_vacancy
	not input.facts.candidate.internal
	applied
	not data.working_days[applied] - data.working_days[published] >= 10
}
