-- One row per customer, by id: scores from type-7 quintiles (a score is 1 + the cuts strictly below; days reversed), segments of classic-10.
COPY (
    WITH customers AS MATERIALIZED (
        SELECT customer_id, first_purchase, last_purchase, orders, purchase_days,
            coalesce(bought, 0)::DECIMAL(18, 2) AS gross, coalesce(returned, 0)::DECIMAL(18, 2) AS refund
        FROM folded),
    measured AS (
        SELECT *, (SELECT max(last_purchase) FROM customers) - last_purchase AS days, gross - refund AS net
        FROM customers),
    cuts AS (
        SELECT quantile_cont(days, [0.2, 0.4, 0.6, 0.8]) AS rc, quantile_cont(orders, [0.2, 0.4, 0.6, 0.8]) AS fc,
            quantile_cont(net::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS mc
        FROM measured
        WHERE orders > 0),
    scored AS (
        SELECT measured.*,
            CASE WHEN orders > 0
                THEN 5 - (days > rc[1])::INT - (days > rc[2])::INT - (days > rc[3])::INT - (days > rc[4])::INT END AS r,
            CASE WHEN orders > 0
                THEN 1 + (orders > fc[1])::INT + (orders > fc[2])::INT + (orders > fc[3])::INT + (orders > fc[4])::INT END AS f,
            CASE WHEN orders > 0
                THEN 1 + (net::DOUBLE > mc[1])::INT + (net::DOUBLE > mc[2])::INT + (net::DOUBLE > mc[3])::INT + (net::DOUBLE > mc[4])::INT
                END AS m
        FROM measured, cuts)
    SELECT customer_id, first_purchase, last_purchase, days AS days_since_last, orders, purchase_days,
        gross AS gross_amount, refund AS refund_amount, net AS net_amount,
        -- rounded half up in whole cents, as money is: a floating quotient would err at the halves
        CASE WHEN orders > 0
            THEN (((gross * 100)::BIGINT * 2 + orders) // (2 * orders))::DECIMAL(16, 0) * 0.01::DECIMAL(2, 2) END AS mean_order_value,
        r, f, m, r * 100 + f * 10 + m AS rfm,
        CASE
            WHEN r IS NULL THEN NULL
            WHEN r <= 2 THEN CASE WHEN f <= 2 THEN 'Hibernating' WHEN f <= 4 THEN 'At Risk' ELSE 'Can''t Lose' END
            WHEN r = 3 THEN CASE WHEN f <= 2 THEN 'About To Sleep' WHEN f = 3 THEN 'Need Attention' ELSE 'Loyal' END
            WHEN r = 4 THEN CASE WHEN f = 1 THEN 'Promising' WHEN f <= 3 THEN 'Potential Loyalist' ELSE 'Loyal' END
            ELSE CASE WHEN f = 1 THEN 'New' WHEN f <= 3 THEN 'Potential Loyalist' ELSE 'Champions' END
        END AS segment
    FROM scored
    ORDER BY customer_id
) TO $output (FORMAT csv, HEADER true);
