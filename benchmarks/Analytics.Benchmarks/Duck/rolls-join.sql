-- The same by joining each month of an account to the next one.
CREATE TABLE panel AS
SELECT account, status, CAST(month[1:4] AS INTEGER) * 12 + CAST(month[6:7] AS INTEGER) AS cycle
FROM read_csv($input, header = true, auto_detect = false, delim = ',',
    columns = {'account': 'VARCHAR', 'month': 'VARCHAR', 'status': 'VARCHAR', 'type': 'VARCHAR'});
COPY (
    SELECT a.status AS "from", b.status AS "to", count(*) AS n
    FROM panel a
    JOIN panel b ON a.account = b.account AND b.cycle = a.cycle + 1
    GROUP BY ALL
    ORDER BY ALL
) TO $output (HEADER, DELIMITER ',');
