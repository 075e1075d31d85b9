-- Rolls of a sorted or unsorted panel: one row per state and next state, n account-months. Grain of the input: account x month, month as yyyy-MM.
COPY (
    SELECT before AS "from", status AS "to", count(*) AS n
    FROM (
        SELECT
            status,
            cycle,
            lag(status) OVER w AS before,
            lag(cycle) OVER w AS cycle_before
        FROM (
            SELECT account, status, CAST(month[1:4] AS INTEGER) * 12 + CAST(month[6:7] AS INTEGER) AS cycle
            FROM read_csv($input, header = true, auto_detect = false, delim = ',',
                columns = {'account': 'VARCHAR', 'month': 'VARCHAR', 'status': 'VARCHAR', 'type': 'VARCHAR'})
        )
        WINDOW w AS (PARTITION BY account ORDER BY cycle)
    )
    WHERE cycle = cycle_before + 1
    GROUP BY ALL
    ORDER BY ALL
) TO $output (HEADER, DELIMITER ',');
