-- As direct, over rows that were read into memory first.
CREATE TEMP TABLE stored AS SELECT * FROM rows;
CREATE TEMP VIEW folded AS
SELECT customer_id,
    min(order_date) FILTER (quantity >= 0) AS first_purchase,
    max(order_date) FILTER (quantity >= 0) AS last_purchase,
    count(DISTINCT order_id) FILTER (quantity >= 0) AS orders,
    count(DISTINCT order_date) FILTER (quantity >= 0) AS purchase_days,
    sum(amount) FILTER (quantity >= 0) AS bought,
    sum(-amount) FILTER (quantity < 0) AS returned
FROM stored
GROUP BY customer_id;
