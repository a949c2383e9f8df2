#!/bin/sh
# Two days of a journal, into a store of their own. Run it twice: nothing is written twice.
set -eu
store=${1:-week.db}
alvh=${ALVH:-alvh}

# Monday: what is recommended, and what the broker confirmed.
$alvh size -p position.yaml -s snapshot.csv --as-of 2026-07-06 --record --store "$store" -q > /dev/null
$alvh journal fill --from fills.csv --store "$store" -q

# Tuesday: another curve, another answer; the minis of October, a day late.
$alvh size -p position.yaml -s tuesday.csv --as-of 2026-07-07 --record --store "$store" -q > /dev/null
$alvh journal fill --symbol VXMV26 --contracts 6 --price 20.55 --fees 2.40 --layer stabilizer \
  --on 2026-07-07 --id B-1011 --store "$store" -q

$alvh journal --store "$store"
$alvh journal compare --to 2026-07-07 --store "$store"
$alvh journal verify --store "$store" > /dev/null
