-- What the product always writes, the base asks: a row of the convention or a session without one of these was a page that nobody could open.
alter table action_convention
  add constraint action_ecrite check (organisation is not null or (orientation is not null and titre is not null));
alter table seance
  add constraint seance_preparee check (
    numero is null
    or (annee is not null and mode is not null and tenue_le is not null and heure is not null and duree_minutes is not null));
