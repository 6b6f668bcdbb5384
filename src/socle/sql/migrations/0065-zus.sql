-- The former zones urbaines sensibles (1996): a third list of perimeters, assimilated to the priority neighbourhoods for as long as the text says.
alter table qpv
  drop constraint qpv_generation_check,
  add constraint qpv_generation_check check (generation in (1996, 2015, 2024));
alter table bail
  drop constraint bail_generation_qpv_check,
  add constraint bail_generation_qpv_check check (generation_qpv in (1996, 2015, 2024));

-- Filled like qpv_2015 and qpv_2024. It is in no count of the stock: what it changes is the side of a lease, on certain days.
alter table logement add column zus text;
comment on column logement.zus is 'Ancienne zone urbaine sensible où tombe le point, hors, ou vide si elles ne sont pas publiées @classe C0';
