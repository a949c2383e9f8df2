#!/bin/sh
# One trading day: fetch the market, make the report, mail it. For cron or a systemd timer.
# Ends as the report does: 0 nothing to do, 5 an alarm, 3 data too old or missing.
#
#   REPORT_TO, REPORT_FROM   addresses of the mail; without REPORT_TO none is written
#   ALVH, SENDMAIL           the programs, where they are not found on PATH
cd "$(dirname "$0")" || exit 3
alvh=${ALVH:-alvh}
sendmail=${SENDMAIL:-/usr/sbin/sendmail}

# A pull that fails is no reason to stop: the report goes by what is held, and says how old it is.
$alvh data pull --quiet --log alvh.log

set -- -s store -p position.yaml --exit-code --once --quiet --log alvh.log -o report.html
if [ -n "${REPORT_TO:-}" ]; then
  set -- "$@" --mail report.eml --mail-to "$REPORT_TO" --mail-from "${REPORT_FROM:-$REPORT_TO}"
fi
$alvh report "$@"
code=$?

# What is there has not been sent yet: a run that was cut short is made up for by the next.
if [ -f report.eml ]; then
  "$sendmail" -t -i <report.eml && rm report.eml
fi
exit $code
