-- One row per line of the export, typed while it is read: nothing is detected, unused columns are never converted.
-- 9 + 9 digits keep quantity x unit_price in 64 bits.
CREATE TEMP VIEW rows AS
SELECT customer_id, order_id, order_date, quantity, quantity::DECIMAL(9, 0) * unit_price AS amount
FROM read_csv($input, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {
    'order_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'order_date': 'DATE', 'product': 'VARCHAR', 'category': 'VARCHAR',
    'channel': 'VARCHAR', 'quantity': 'INTEGER', 'unit_price': 'DECIMAL(9, 2)'});
