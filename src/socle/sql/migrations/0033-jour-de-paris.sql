-- Days are those of Paris for whoever reads and writes, wherever the server and its clock are set: between Paris's midnight and the engine's,
-- « current_date » closed rights that had just begun and opened those that had just ended.
create function contexte.aujourdhui() returns date
  language sql stable parallel safe
  return (now() at time zone 'Europe/Paris')::date;

alter table nominatif.lien alter column du set default contexte.aujourdhui();
alter table mission_relogement alter column du set default contexte.aujourdhui();
alter table relogement alter column etat_depuis set default contexte.aujourdhui();
alter table cas_bloque alter column ouvert_le set default contexte.aujourdhui();
