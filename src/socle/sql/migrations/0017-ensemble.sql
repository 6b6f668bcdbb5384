-- Functions that read all the rooms.

-- A mark that changes with any publication, undoing, repair or renaming that could change a page. The same for everybody, although not everybody may
-- read its sources: it runs with its owner's rights, and reveals only the mark.
create function contexte.etat_territoire(cle text) returns text
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select concat_ws('/',
           (select max(id) from public.publication_acte where epci = cle),
           (select count(*) from public.localisation where epci = cle),
           (select count(annulee_le) from public.localisation where epci = cle),
           (select count(*) || '-' || count(r.annule_le) from public.rattachement r where r.epci = etat_territoire.cle),
           (select md5(string_agg(epci || nom || demonstration, ',' order by epci)) from public.territoire),
           (select md5(string_agg(commune || jours::text, ',' order by commune)) from public.territoire_commune where epci = cle),
           (select count(*) || '-' || count(a.annule_le) from public.acte_bailleur a where a.epci = etat_territoire.cle),
           (select count(*) || '-' || max(b.ecrit_le) from public.bailleur_nomme b where b.epci = etat_territoire.cle),
           (select md5(string_agg(z.nom || l.genre || l.code, ',' order by l.genre, l.code))
              from public.zone_locale z join public.zone_locale_lieu l on l.zone = z.id where z.epci = etat_territoire.cle),
           (select count(depuis) from public.convention_version where epci = cle),
           (select max(numero) from public.methode_desequilibre
             where epci = etat_territoire.cle and depuis <= (now() at time zone 'Europe/Paris')::date),
           -- The days count: one exclusion may end on the day when another begins.
           (select md5(string_agg(r.cle || r.depuis || coalesce(r.jusqu_a::text, ''), ',' order by r.id))
              from public.residence_exclue r where r.epci = etat_territoire.cle),
           -- Exclusions begin and end as days pass.
           (select count(*) from public.residence_exclue r
             where r.epci = etat_territoire.cle
               and (now() at time zone 'Europe/Paris')::date between r.depuis and coalesce(r.jusqu_a, 'infinity')),
           (select count(*) || '-' || coalesce(max(b.id), 0) from public.bail_relogement b where b.epci = etat_territoire.cle),
           (select count(*) filter (where b.etat = 'signe') || '-' || coalesce(max(b.id), 0) from public.bail b where b.epci = etat_territoire.cle),
           (select count(*) || '-' || count(d.annulee_le) from public.paire_decision d where d.epci = etat_territoire.cle));
end;
comment on function contexte.etat_territoire is 'Changes with everything that a page of the territory shows.';

-- The NIR is kept nowhere: contexte.sans_nir checks every column of prose.
do $$
declare
  colonne record;
begin
  for colonne in
    select c.table_schema, c.table_name, c.column_name
      from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
     where c.table_schema in ('public', 'nominatif', 'journal')
       and t.table_type = 'BASE TABLE'
       and c.data_type = 'text'
       and c.column_name in ('motif', 'texte', 'note', 'notes', 'commentaire', 'precision', 'acte')
       and c.table_name !~ '^(cube_|lot_anomalie)'
     order by 1, 2, 3
  loop
    execute format('alter table %I.%I add constraint %I check (contexte.sans_nir(%I))',
                   colonne.table_schema, colonne.table_name, left(colonne.table_name || '_' || colonne.column_name, 54) || '_sans_nir', colonne.column_name);
  end loop;
end;
$$;
