-- A vector of 512 numbers is 2,056 bytes, just over the size from which PostgreSQL moves values out of their row; each distance then read it back
-- from there, twice: four fifths of a search's time by meaning. A row stays whole up to half a page. Holds for rows written from now on.
alter table chunk_embeddings set (toast_tuple_target = 4080);
