-- The NIR is kept nowhere. Values are read for it where they are parsed; this holds for whatever that forgets, in the columns where people write prose.
-- Fifteen characters whose key is right, whatever the spacing (key: 97 less the remainder of the number by 97, Corsica being 19 and 18).
create function contexte.sans_nir(texte text) returns boolean
  language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  trouve text[];
  numero text;
begin
  if texte is null or texte !~ '[0-9]{2}' then
    return true;
  end if;
  for trouve in
    select m from regexp_matches(texte,
      '(?<![0-9A-Za-z])([1-478](?:[\s._·-]{0,2})[0-9]{2}(?:[\s._·-]{0,2})(?:0[1-9]|1[0-2]|[2-9][0-9])(?:[\s._·-]{0,2})(?:[0-9]{2}|2[ABab])(?:[\s._·-]{0,2})[0-9]{3}(?:[\s._·-]{0,2})[0-9]{3})(?:[\s._·-]{0,2})([0-9]{2})(?![0-9A-Za-z])',
      'g') as m
  loop
    numero := regexp_replace(upper(trouve[1]), '[^0-9AB]', '', 'g');
    numero := replace(replace(numero, '2A', '19'), '2B', '18');
    if 97 - numero::numeric % 97 = trouve[2]::numeric then
      return false;
    end if;
  end loop;
  return true;
end;
$$;

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
    -- Not verified on what is there: that would make a text of before a defect of this version.
    execute format('alter table %I.%I add constraint %I check (contexte.sans_nir(%I)) not valid',
                   colonne.table_schema, colonne.table_name, left(colonne.table_name || '_' || colonne.column_name, 54) || '_sans_nir', colonne.column_name);
  end loop;
end;
$$;
