-- As direct, with CASE before the aggregates instead of FILTER in them.
CREATE TEMP VIEW folded AS
SELECT customer_id, min(d) AS first_purchase, max(d) AS last_purchase, count(DISTINCT o) AS orders, count(DISTINCT d) AS purchase_days,
    sum(p) AS bought, sum(q) AS returned
FROM (
    SELECT customer_id,
        CASE WHEN quantity >= 0 THEN order_id END AS o,
        CASE WHEN quantity >= 0 THEN order_date END AS d,
        CASE WHEN quantity >= 0 THEN amount END AS p,
        CASE WHEN quantity < 0 THEN -amount END AS q
    FROM rows)
GROUP BY customer_id;
