-- Two levels: one row per customer, order and day first, so that the distinct counts see fewer rows.
CREATE TEMP VIEW folded AS
SELECT customer_id,
    min(order_date) FILTER (is_purchase) AS first_purchase,
    max(order_date) FILTER (is_purchase) AS last_purchase,
    count(DISTINCT order_id) FILTER (is_purchase) AS orders,
    count(DISTINCT order_date) FILTER (is_purchase) AS purchase_days,
    sum(bought) AS bought,
    sum(returned) AS returned
FROM (
    SELECT customer_id, order_id, order_date, max(quantity) >= 0 AS is_purchase,
        sum(amount) FILTER (quantity >= 0) AS bought, sum(-amount) FILTER (quantity < 0) AS returned
    FROM rows
    GROUP BY ALL)
GROUP BY customer_id;
