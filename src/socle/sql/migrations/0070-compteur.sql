-- What bounds trials and sendings, counted by all the processes of an installation together and not forgotten by a restart. The three columns, in this order
-- and under these names, are those of the library that counts (rate-limiter-flexible). A key is the draw of one box of 131 072 by a secret that is not in
-- the database: neither an address nor a person is read in it. Rows go an hour after their end, and are not saved.
create table acces.compteur (
  key     text primary key,
  points  integer not null,
  expire  bigint
);
comment on table acces.compteur is 'Essais et envois comptés';
comment on column acces.compteur.key is 'Case tirée d’une adresse ou d’un compte, par un secret gardé ailleurs @classe C0';
comment on column acces.compteur.points is 'Essais comptés @classe C0';
comment on column acces.compteur.expire is 'Fin du compte, en millisecondes @classe C0';
create index on acces.compteur (expire);
