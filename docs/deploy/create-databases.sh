#!/bin/sh
# Run once by PostgreSQL's image, as the superuser: the application's database and owner (who is no superuser and is
# bound by row-level security, as on a managed host), the extensions that only a superuser may create, and Inngest's.
set -eu
# psql quotes the passwords itself: they come from a file that people write.
psql --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname template1 \
  --set owner_password="${DATABASE_PASSWORD}" --set inngest_password="${INNGEST_DATABASE_PASSWORD}" <<'SQL'
create extension if not exists vector;
create extension if not exists pg_trgm;
create role openhouse_owner login nosuperuser nobypassrls createrole createdb password :'owner_password';
create database openhouse owner openhouse_owner;
create role inngest login nosuperuser password :'inngest_password';
create database inngest owner inngest;
SQL
