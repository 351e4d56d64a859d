-- For psql, as an administrator of the database: the role that may read the current_* views and
-- nothing else. Its password comes from the environment; without one nobody can sign in as it.
-- `./atlas etl run` gives it the views, and again whenever it makes them anew.
\getenv password ATLAS_READER_PASSWORD
CREATE ROLE atlas_reader LOGIN CONNECTION LIMIT 20 PASSWORD :'password';
ALTER ROLE atlas_reader SET default_transaction_read_only = on;
ALTER ROLE atlas_reader SET statement_timeout = '60s';
-- The default of PostgreSQL before version 15 lets everybody create tables.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SELECT format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()) \gexec
