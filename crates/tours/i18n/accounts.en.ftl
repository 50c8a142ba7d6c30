accounts-nav = Accounts of Les Belles Sorties
accounts-title = Accounts of Les Belles Sorties
accounts-lead = Each figure is computed from its rows: open it to read them. What is not known stays unknown, and the figure says how many dates it covers.
accounts-see-public = The page everyone may read
accounts-by-season = Season by season
accounts-none = No season has an account yet. Publish an edition, or import past seasons.
accounts-since = since { $since }
accounts-computed = Computed on { $at }, from performances, tickets and entries.
accounts-demo = Demonstration
accounts-demo-words = These figures come from a season invented to present the software.

accounts-unknown = n/a
accounts-unknown-long = not available
accounts-partial = { $known ->
    [one] known for { $known } of { $played } dates
   *[other] known for { $known } of { $played } dates
}
accounts-partial-short = ({ $known }/{ $played })
accounts-yes = yes
accounts-no = no
accounts-seasons = { $n ->
    [one] { $n } season
   *[other] { $n } seasons
}

accounts-figure-representations = Performances
accounts-figure-spectateurs = Spectators
accounts-figure-billets = Tickets
accounts-figure-remplissage = Fill rate
accounts-figure-recettes = Receipts
accounts-figure-artistes = Artists
accounts-figure-premiere-fois = First time
accounts-figure-distance = Distance travelled
accounts-figure-communes = Towns
accounts-figure-cout = Cost
accounts-figure-cout-par-spectateur = Cost per spectator

accounts-how-representations = The dates played. Dates cancelled and those to come are in the rows, and do not count.
accounts-how-spectateurs = The people who came in, counted at the door. A date where nobody counted stays unknown.
accounts-how-billets = Paid and free tickets that were not given back.
accounts-how-remplissage = The people who came in over the places, on the dates where both are known.
accounts-how-recettes = What tickets brought, taxes included, refunds taken off.
accounts-how-artistes = The artists on stage, counted at each date: twelve musicians playing three evenings make thirty-six.
accounts-how-premiere-fois = The share of people who came for the first time, among those who answered.
accounts-how-distance = The average distance, as the crow flies, from the middle of everyone's town to the hall, for the people whose town is known.
accounts-how-communes = The towns that received at least one date.
accounts-how-cout = The cost of the performances played, as proposed and accepted.
accounts-how-cout-par-spectateur = The cost over the people who came in, on the dates where both are known.

accounts-rows = See the rows
accounts-rows-of = Rows of the figure
accounts-no-rows = No dates.
accounts-csv = Download (CSV)
accounts-left-out = { $n ->
    [one] { $n } date played of { $played } is not in it, for want of knowing.
   *[other] { $n } dates played of { $played } are not in it, for want of knowing.
}
accounts-col-season = Season
accounts-col-source = Source
accounts-col-day = Date
accounts-col-commune = Town
accounts-col-communes = Towns
accounts-col-show = Show
accounts-col-institution = Institution
accounts-col-state = State
accounts-col-performances = Performances
accounts-col-spectators = Spectators
accounts-col-paid = Paid tickets
accounts-col-free = Free tickets
accounts-col-tickets = Tickets
accounts-col-places = Places
accounts-col-fill = Fill rate
accounts-col-receipts = Receipts
accounts-col-artists = Artists
accounts-col-asked = People who answered
accounts-col-first = First time
accounts-col-share = Share
accounts-col-located = People located
accounts-col-km = Average distance
accounts-col-cost = Cost
accounts-col-each = Cost per spectator
accounts-col-counted = Counts in the figure
accounts-state-played = Played
accounts-state-coming = To come
accounts-state-cancelled = Cancelled
accounts-state-imported = Imported
accounts-state-own = Kept here

accounts-coming = { $n ->
    [one] { $n } date is still to come.
   *[other] { $n } dates are still to come.
}
accounts-cancelled = { $n ->
    [one] { $n } date was cancelled.
   *[other] { $n } dates were cancelled.
}
accounts-provisional = { $n ->
    [one] The figures of { $n } date played may still change.
   *[other] The figures of { $n } dates played may still change.
}
accounts-imported-words = This season was played before this software: its figures come from an imported file.
accounts-map = Map of the métropole: the towns that received, { $name }
accounts-map-all = { $n ->
    [one] Map of the métropole: { $n } town received at least once
   *[other] Map of the métropole: { $n } towns received at least once
}
accounts-never = { $n ->
    [0] Each of the { $of } towns that may receive did so at least once since { $since }.
    [one] { $n } of the { $of } towns that may receive never did since { $since }.
   *[other] { $n } of the { $of } towns that may receive never did since { $since }.
}
accounts-never-names = Never served since { $since }:
accounts-never-unknown = Which towns could receive that year is not known.
accounts-chart-evenings = Spectators, date by date
accounts-chart-rows = The same, as rows
accounts-chart-years = Spectators, year by year

accounts-import = Import past seasons
accounts-import-lead = Seasons played before this software come in by a file, one performance a line. Nothing is taken before you have seen what the file would change.
accounts-file = File
accounts-file-hint = A CSV file of { $size } at most.
accounts-look = Look at the file
accounts-columns = The columns
accounts-columns-words = The first line names the columns, in any order. An empty cell means that the figure is not known.
accounts-model = Download a model file
accounts-column-edition = The number of the edition: 1 for the first.
accounts-column-saison = The year, or both: 2011, 2011-2012.
accounts-column-spectacle = The title of the show.
accounts-column-institution = Who played.
accounts-column-commune = The name of the town, or its INSEE code.
accounts-column-date = The day, with the hour if there were two that day: 17/03/2012 20:30.
accounts-column-jauge = The number of places.
accounts-column-spectateurs = The number of people who came.
accounts-column-artistes = The number of artists on stage.
accounts-column-recette = The receipts, in euros.
accounts-column-cout = The cost, in euros.
accounts-file-empty = Choose a file with at least one line.
accounts-file-large = This file is too large. Cut it into several.
accounts-file-table = This file is not a table as text. In your spreadsheet program, save it as CSV.
accounts-file-columns = Columns are missing from the first line:
accounts-plan-title = What the file would change
accounts-plan-lead = Nothing is saved yet.
accounts-plan-new = New
accounts-plan-changed = Changed
accounts-plan-same = Already known
accounts-plan-refused = Lines refused
accounts-plan-seasons = Seasons:
accounts-plan-ignored = Columns left aside:
accounts-plan-take = { $n ->
    [0] Save, nothing changes
    [one] Save { $n } performance
   *[other] Save { $n } performances
}
accounts-plan-another = Choose another file
accounts-plan-more = { $n ->
    [one] And { $n } other line refused.
   *[other] And { $n } other lines refused.
}
accounts-line = Line
accounts-why = Why
accounts-read = What was read
accounts-line-unreadable = The line cannot be read.
accounts-line-edition = The number of the edition is not a number from 1 to 200.
accounts-line-season = The season is not a year such as 2011 or 2011-2012, or it has not begun.
accounts-line-kept-here = This season is kept here: its figures come from tickets and entries.
accounts-line-title = The show has no title.
accounts-line-commune = This town is not known. Write its whole name, or its INSEE code.
accounts-line-date = The date cannot be read. Write it like 17/03/2012 or 2012-03-17.
accounts-line-date-season = The date is not in the season.
accounts-line-places = The number of places is not a whole number above zero.
accounts-line-spectators = The number of spectators is not a whole number.
accounts-line-artists = The number of artists is not a whole number.
accounts-line-receipts = The receipts are not an amount in euros.
accounts-line-cost = The cost is not an amount in euros.
accounts-line-twice = The same performance already is at line:
accounts-line-edition-twice = This edition already has another season in this file.
accounts-import-done = Saved: { $new } new, { $changed } changed, { $same } unchanged.
accounts-import-nothing = Nothing was saved: no line of this file could be taken.
accounts-forget = Take this season back out
accounts-forget-words = If the imported file was wrong, take the season out, then import it again. The log keeps a trace of it.
accounts-forget-button = Take this imported season out
accounts-forgotten = { $n ->
    [one] The imported season is out: { $n } performance.
   *[other] The imported season is out: { $n } performances.
}

accounts-public-title = Les Belles Sorties in figures
accounts-public-heading = { $n ->
    [one] { $n } edition <em>since { $since }</em>
   *[other] { $n } editions <em>since { $since }</em>
}
accounts-public-lead = Quality shows for small towns, never above €5.
accounts-none-public = No figure is published yet
accounts-where-from = Where these figures come from
accounts-where-imported = { $n ->
    [one] { $n } season was played before this software: its figures come from an imported file.
   *[other] { $n } seasons were played before this software: their figures come from an imported file.
}

accounts-report = The report (PDF)
accounts-report-title = Report: { $name }
accounts-report-lead = { $dates ->
    [0] No date has been played yet.
    [one] { $dates } date played in { $communes } town.
   *[other] { $dates } dates played in { $communes } towns.
}
accounts-report-figures = The figures
accounts-report-all = { $n ->
    [one] Since { $since }: { $n } edition
   *[other] Since { $since }: { $n } editions
}
accounts-report-territory = The territory
accounts-report-bars = Spectators, date by date
accounts-report-table = All dates
accounts-report-notes = How these figures are counted
accounts-report-foot = Computed on { $day }.
accounts-legend-now = received this season
accounts-legend-before = received in a past season
accounts-legend-never = has not received, or may not
accounts-method-spectators = Spectators are the people who came in, counted at the door. A date where nobody counted is not available (n/a), which is not zero.
accounts-method-fill = The fill rate is spectators over places, on the dates where both are known.
accounts-method-artists = Artists are counted at each date.
accounts-method-first = The share of first times is that of the people who agreed to answer.
accounts-method-distance = The distance goes from the middle of everyone's town to the hall, as the crow flies; it counts only the people whose town is known.
accounts-method-cost = The cost is that of the proposal accepted, for each date played.
accounts-method-unknown = When a figure is known for part of the dates only, it says for how many.
