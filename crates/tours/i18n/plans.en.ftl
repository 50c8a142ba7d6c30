# An edition's plan: who hosts which show, where and when; why; what would change it.
plans-title = Edition's plan
plans-lead = { $shows ->
    [one] { $shows } show accepted
   *[other] { $shows } shows accepted
 }, { $communes ->
    [one] { $communes } commune asking to host
   *[other] { $communes } communes asking to host
 }.
plans-order = In which order plans are compared
plans-order-words = The first criterion decides; between equals, the second; and so on. The plan proposed is the best of all, and that is proved. The same data always give the same plan.
plans-ask = Propose a plan
plans-ask-words = The plan respects what shows need, halls, possible days, crews' travel and rest, the budget, and your decisions below. Ask for as many as you like: every version is kept.
plans-ask-do = Propose a plan
plans-note = Note (optional)
plans-versions = Versions
plans-version = Version { $n }
plans-none = No plan has been proposed yet.
plans-based-on = repairs version { $n }
plans-state-working = being made
plans-state-ready = ready
plans-state-failed = impossible
plans-adopted = adopted
plans-compare = Compare
plans-compare-first = Compare
plans-compare-second = with
plans-decisions = Your decisions
plans-decisions-words = The next plans will respect them. To add one, open a commune in a version.
plans-no-decision = No decision so far.
plans-pin-said = { $commune } hosts “{ $show }”
plans-unpin = Release
plans-unpin-of = Release { $commune }
plans-forbid-said = Ruled out for { $commune }
plans-allow = Allow again
plans-allow-of = Allow again for { $commune }
plans-working = The plan is being made. It takes a few seconds.
plans-refresh = See how far it is
plans-trouble = No plan is possible
plans-trouble-do = Look at the decisions again
plans-trouble-pinned-twice = { $commune } is fixed to two shows at once.
plans-trouble-pin-impossible = “{ $show }” can't be played in { $commune } as decided: no suitable hall is free on a day of the show.
plans-trouble-too-many-pins = “{ $show }” is fixed in more communes than it has performances.
plans-trouble-over-budget = What is fixed costs more than the budget.
plans-trouble-too-tight = The crew of “{ $show }” can't play all that is fixed: days, distances or rest do not allow it.
plans-trouble-pins-not-found = The computation found no days for all that is fixed for the crew of “{ $show }” before its limit. Loosen a decision, or fix days.
plans-trouble-broken = The computation stopped on an error. It is noted; propose a new plan.
plans-tile-performances = Performances
plans-tile-asked = Communes asking
plans-tile-without = Without a show
plans-tile-cost = Cost
plans-tile-budget = Budget
plans-proven = Proved: no fairer plan exists.
plans-not-proven = The search stopped before it proved that no plan is fairer.
plans-gap = The search stopped at its limit. “{ $criterion }”: { $value } reached, { $most } at most.
plans-adopt = Adopt this version
plans-repair = Repair around my decisions
plans-csv = Spreadsheet (CSV)
plans-json = File to be checked (JSON)
plans-criteria = Criteria
plans-criterion = Criterion
plans-reached = Reached
plans-criterion-waited-4 = Communes served, of those that waited four seasons or more or never hosted
plans-criterion-waited-3 = Communes served, of those that waited three seasons
plans-criterion-waited-2 = Communes served, of those that waited two seasons
plans-criterion-waited-1 = Communes served, of those that waited one season
plans-criterion-waited-0 = Communes served, of those that hosted last season
plans-criterion-balance = Share of communes served in the sector served least
plans-criterion-kept = Communes that keep their show from the version repaired
plans-criterion-wishes = Sum of the ranks of wishes met (the lowest is best)
plans-criterion-distance = Kilometres from the houses to the communes (as few as possible)
plans-criterion-draw = Published draw, between equal plans
plans-on-map = On the map
plans-map = Communes served by this plan
plans-map-legend = Coloured communes are served. Pale dots mark communes that asked and are left without a show.
plans-calendar = Calendar
plans-month-1 = January { $year }
plans-month-2 = February { $year }
plans-month-3 = March { $year }
plans-month-4 = April { $year }
plans-month-5 = May { $year }
plans-month-6 = June { $year }
plans-month-7 = July { $year }
plans-month-8 = August { $year }
plans-month-9 = September { $year }
plans-month-10 = October { $year }
plans-month-11 = November { $year }
plans-month-12 = December { $year }
plans-by-show = By show
plans-show = Show
plans-show-count = { $n ->
    [one] { $n } performance of { $most }
   *[other] { $n } performances of { $most }
 }
plans-in-line = Waiting for this show:
plans-by-commune = Communes served
plans-without = Communes without a show
plans-commune = Commune
plans-waiting = Waiting
plans-waited = { $n ->
    [0] hosted last season
    [one] has waited { $n } season
   *[other] has waited { $n } seasons
 }
plans-waited-never = never hosted
plans-rank = Wish
plans-day = Day
plans-day-if = Day (optional)
plans-hall = Hall
plans-pinned = fixed
plans-first-reason = Why
plans-no-wish = Sent no wish for an accepted show.
plans-gone = (withdrawn since)
plans-hosted = hosted in { $years }
plans-left-without = Without a show in this version
plans-wishes = Its wishes
plans-wish-n = Wish { $n }
plans-wish-met = Met.
plans-changes = What would change it
plans-cost = If it were met all the same
plans-why-served = Hosted in { $year } already.
plans-why-better = Its wish { $rank } was met: “{ $show }”.
plans-why-halls = None of its halls will do.
plans-why-hall = { $hall }: { $lacks }.
plans-why-no-day = No suitable hall is free on a day the show can play.
plans-why-forbidden = Ruled out by one of your decisions.
plans-why-pins = Your other decisions leave no room for it.
plans-why-budget = One performance costs { $cost }, more than the whole budget ({ $budget }).
plans-why-full = { $n ->
    [0] The show does not play.
    [one] The only performance goes to { $to }.
   *[other] The { $n } performances go to { $to }.
 }
plans-why-rivals = There are performances left, but not enough money or days of the crew for this one without giving up another.
plans-why-criterion = What decided: “{ $criterion }”.
plans-why-settled = This plan keeps what was agreed before.
plans-why-stopped = A plan that meets it would be no worse: the search for this one stopped before the end.
plans-why-not-found = The search for a plan that meets it stopped at its limit.
plans-why-line = { $n ->
    [1] First of those waiting for this show.
   *[other] Number { $n } of those waiting for this show.
 }
plans-lack-width = width { $has }, { $needs } needed
plans-lack-width-unknown = width not stated, { $needs } needed
plans-lack-depth = depth { $has }, { $needs } needed
plans-lack-depth-unknown = depth not stated, { $needs } needed
plans-lack-height = height { $has }, { $needs } needed
plans-lack-height-unknown = height not stated, { $needs } needed
plans-lack-power = electric power { $has }, { $needs } needed
plans-lack-power-unknown = electric power not stated, { $needs } needed
plans-lack-seats = { $has } seats, { $needs } needed
plans-lack-seats-unknown = seats not stated, { $needs } needed
plans-lack-dark = can't be made dark
plans-lack-access = no step-free way in
plans-lack-unusual = the show is not played in unusual places
plans-change-hall = “{ $hall }” equipped or better described, or another hall.
plans-change-days = A hall free on one of these days, for instance: { $days }.
plans-change-one-more = One performance more ({ $cost }): the wish would be met.
plans-change-officers = Another decision of yours.
plans-change-next-year = Next year: it will have waited { $n ->
    [one] { $n } season
   *[other] { $n } seasons
 } and go before those that waited less.
plans-change-next-year-never = Next year: never having hosted, it stays among the first.
plans-cost-unserved = Would be left without a show: { $communes }.
plans-cost-swapped = Would get another show: { $communes }.
plans-cost-moved = Would play on another day or in another hall: { $communes }.
plans-cost-criterion = “{ $criterion }”: from { $before } to { $after }.
plans-cost-none = Nothing for the others.
plans-decide = Decide
plans-decide-words = Your decision is noted and the next plans respect it. Moving by hand makes a new version at once, repaired around your choice.
plans-move-title = Move by hand
plans-move = Move and repair the plan
plans-pin-title = Fix from now on
plans-pin = Fix
plans-unpin-title = Lift the decision
plans-forbid-title = Rule out
plans-forbid = Rule out
plans-any-hall = Any suitable hall
plans-any-show = Any show
plans-compare-title = Versions { $a } and { $b }
plans-compare-lead = { $same ->
    [one] { $same } performance is the same
   *[other] { $same } performances are the same
 }, { $changed ->
    [one] { $changed } commune changes
   *[other] { $changed } communes change
 }.
plans-compare-map = Communes whose lot changes from version { $a } to version { $b }
plans-compare-where = Where it changes
plans-compare-communes = Commune by commune
plans-compare-days = Day by day
plans-compare-none = Both versions are the same.
plans-better = (better)
plans-worse = (worse)
plans-change = Change
plans-kind-gained = served as well
plans-kind-lost = no longer served
plans-kind-swapped = another show
plans-kind-moved = another day or hall
plans-done-asked = The version is asked for.
plans-done-adopted = Version adopted: it is the one to be published.
plans-done-pinned = Decision noted. Repair a plan to see what it changes.
plans-done-unpinned = Decision lifted.
plans-done-forbidden = Ruled out. Repair a plan to see what it changes.
plans-done-allowed = Allowed again.
plans-refused-closed = This edition is closed.
plans-refused-nothing = There is nothing to plan: at least one accepted show and one commune that sent its wishes are needed.
plans-refused-no-plan = This version has no plan.
plans-refused-pin = Impossible: no suitable hall of this commune is free on a day of the show, or it costs more than the budget.
plans-refused-day = That day is not a date.
plans-refused-changed = This version no longer holds: a show, a hall, a wish or a decision changed since. Repair it, then adopt the new version.
