-- As direct-case, over rows that were read into memory first.
CREATE TEMP TABLE stored AS SELECT * FROM rows;
CREATE TEMP VIEW folded AS
SELECT customer_id, min(d) AS first_purchase, max(d) AS last_purchase, count(DISTINCT o) AS orders, count(DISTINCT d) AS purchase_days,
    sum(p) AS bought, sum(q) AS returned
FROM (
    SELECT customer_id,
        CASE WHEN quantity >= 0 THEN order_id END AS o,
        CASE WHEN quantity >= 0 THEN order_date END AS d,
        CASE WHEN quantity >= 0 THEN amount END AS p,
        CASE WHEN quantity < 0 THEN -amount END AS q
    FROM stored)
GROUP BY customer_id;
