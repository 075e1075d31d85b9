-- Two levels: one row per customer and day first, with the list of its orders.
CREATE TEMP VIEW folded AS
SELECT customer_id,
    min(order_date) FILTER (is_purchase) AS first_purchase,
    max(order_date) FILTER (is_purchase) AS last_purchase,
    coalesce(len(list_distinct(flatten(list(day_orders)))), 0) AS orders,
    count(*) FILTER (is_purchase) AS purchase_days,
    sum(bought) AS bought,
    sum(returned) AS returned
FROM (
    SELECT customer_id, order_date, max(quantity) >= 0 AS is_purchase, list(DISTINCT order_id) FILTER (quantity >= 0) AS day_orders,
        sum(amount) FILTER (quantity >= 0) AS bought, sum(-amount) FILTER (quantity < 0) AS returned
    FROM rows
    GROUP BY customer_id, order_date)
GROUP BY customer_id;
