-- The list of the demandes for the desks and partners, the opening of a file by name, and the two acts that are not a desk's.
-- Names as they are searched: without case nor accents, so that the comparison may use an index under the row policies.
alter table nominatif.demandeur
  add column nom_cherche   text collate "C" generated always as (translate(lower(nom), 'àâäãáåçéèêëíìîïñóòôöõúùûüýÿ’-', 'aaaaaaceeeeiiiinooooouuuuyy'' ')) stored,
  add column usage_cherche text collate "C" generated always as (translate(lower(nom_usage), 'àâäãáåçéèêëíìîïñóòôöõúùûüýÿ’-', 'aaaaaaceeeeiiiinooooouuuuyy'' ')) stored;
create index demandeur_nom_cherche on nominatif.demandeur (epci, nom_cherche);
create index demandeur_usage_cherche on nominatif.demandeur (epci, usage_cherche) where usage_cherche is not null;

-- The list of the demandes, without a name: one narrow line a file, kept by the triggers below and written by nobody else. Every list and search
-- reads it alone. `ouvert_a`: the organisations and communes that the wishes concern, « epci:organisation » or « epci:commune », links without an
-- end only: a bailleur whose stock is everywhere is tied to nearly all the files, and an array of them would be made at each query.
create table nominatif.registre (
  demandeur       uuid primary key references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  reference       text collate "C",
  numero_hash     text collate "C",
  etat            text collate "C" not null,
  onglet          text collate "C" not null,
  -- What its list is in the order of: deposit, seniority, end of validity or radiation; the first day of all when it is not known.
  ordre           date not null,
  deposee_le      date,
  anciennete_le   date,
  echeance_le     date,
  radie_le        date,
  personnes       smallint,
  typologie       text collate "C",
  nature          text collate "C" not null default 'inconnue',
  quartile        text collate "C" not null default 'inconnu',
  communes        text[] collate "C" not null default '{}',
  ouvert_a        text[] not null default '{}',
  synthetique     boolean not null default false
);
create index registre_onglet on nominatif.registre (epci, onglet, ordre, demandeur);
-- A rare dwelling among the thousands that wait: without it, each of them goes through the row policy.
create index registre_typologie on nominatif.registre (epci, onglet, typologie, nature, ordre, demandeur);
create index registre_guichet on nominatif.registre (guichet, onglet, ordre, demandeur);
create index registre_reference on nominatif.registre (epci, reference);
create index registre_numero on nominatif.registre (epci, numero_hash);
create index registre_ouvert on nominatif.registre using gin (ouvert_a);

create function nominatif.registre_ordre(d nominatif.demandeur) returns date
  language sql stable set search_path = pg_catalog, pg_temp
  return coalesce(case
    when d.etat = 'radiee' then d.radie_le
    when d.etat = 'a-renouveler' then d.echeance_le
    when d.etat in ('active','avertie') then d.anciennete_le
    when d.etat = 'brouillon' then (d.cree_le at time zone 'Europe/Paris')::date
    else (d.deposee_le at time zone 'Europe/Paris')::date
  end, date '0001-01-01');

create function nominatif.registre_demandeur() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into nominatif.registre as r (demandeur, epci, guichet, reference, numero_hash, etat, onglet, ordre, deposee_le, anciennete_le,
                                       echeance_le, radie_le, synthetique)
  values (new.id, new.epci, new.guichet, new.reference, new.numero_hash, new.etat,
          case new.etat when 'avertie' then 'active' else new.etat end, nominatif.registre_ordre(new),
          (new.deposee_le at time zone 'Europe/Paris')::date, new.anciennete_le, new.echeance_le, new.radie_le, new.synthetique)
  on conflict (demandeur) do update
    set (epci, guichet, reference, numero_hash, etat, onglet, ordre, deposee_le, anciennete_le, echeance_le, radie_le, synthetique) =
        (excluded.epci, excluded.guichet, excluded.reference, excluded.numero_hash, excluded.etat, excluded.onglet, excluded.ordre,
         excluded.deposee_le, excluded.anciennete_le, excluded.echeance_le, excluded.radie_le, excluded.synthetique);
  if tg_op = 'UPDATE' and new.etat <> old.etat then
    perform nominatif.lier_souhaits(array[new.id]);
  end if;
  return null;
end;
$$;
create trigger registre after insert or update on nominatif.demandeur for each row execute function nominatif.registre_demandeur();

create function nominatif.registre_menage() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update nominatif.registre
     set (personnes, typologie, nature, quartile) = (new.personnes, new.typologie, new.nature, new.quartile)
   where demandeur = new.demandeur;
  return null;
end;
$$;
create trigger registre after insert or update on nominatif.menage for each row execute function nominatif.registre_menage();

-- Whom the wishes concern, while the demande is alive: each commune wished, and each bailleur whose published stock is there. Links that hold no
-- longer end the day before: they open nothing today.
create function nominatif.lier_souhaits(ids uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  with vivantes as (
    select d.id, d.epci from nominatif.demandeur d
     where d.id = any (ids) and d.etat in ('active','a-renouveler','avertie')
  ), parc as (
    select distinct p.epci, o.id as organisation, c.commune
      from (select distinct on (p.epci) p.epci, p.lot from public.publication p
             where p.source = 'rpls' and p.epci in (select v.epci from vivantes v)
             order by p.epci, p.periode desc) p
      join public.cube_parc c on c.lot = p.lot
      join public.organisation o on o.siren = c.bailleur and o.type = 'bailleur'
  ), voulus as (
    select v.id, v.epci, null::bigint as organisation, s.commune
      from vivantes v join nominatif.souhait s on s.demandeur = v.id
     where s.commune is not null
    union
    select v.id, v.epci, p.organisation, null
      from vivantes v join nominatif.souhait s on s.demandeur = v.id join parc p on p.epci = v.epci and p.commune = s.commune
  ), fermes as (
    update nominatif.lien l
       set au = contexte.aujourdhui() - 1
     where l.demandeur = any (ids)
       and l.nature = 'souhait'
       and l.au is null
       -- Of a household whose wishes are not written here, what was tied by hand holds as long as it is alive.
       and (not exists (select from vivantes v where v.id = l.demandeur)
            or exists (select from nominatif.souhait s where s.demandeur = l.demandeur)
               and not exists (select from voulus w
                                where w.id = l.demandeur
                                  and w.organisation is not distinct from l.organisation
                                  and w.commune is not distinct from l.commune))
  )
  insert into nominatif.lien (demandeur, epci, nature, organisation, commune)
  select w.id, w.epci, 'souhait', w.organisation, w.commune
    from voulus w
   where not exists (select from nominatif.lien l
                      where l.demandeur = w.id and l.nature = 'souhait' and l.au is null
                        and l.organisation is not distinct from w.organisation
                        and l.commune is not distinct from w.commune);
end;
$$;
revoke execute on function nominatif.lier_souhaits from public;

create function nominatif.registre_souhaits() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  ids uuid[] := array(select distinct t.demandeur from touches t);
begin
  update nominatif.registre r
     set communes = coalesce((select array_agg(s.commune order by s.rang) from nominatif.souhait s
                               where s.demandeur = r.demandeur and s.commune is not null), '{}')
   where r.demandeur = any (ids);
  perform nominatif.lier_souhaits(ids);
  return null;
end;
$$;
create trigger registre_ajout after insert on nominatif.souhait referencing new table as touches
  for each statement execute function nominatif.registre_souhaits();
create trigger registre_change after update on nominatif.souhait referencing new table as touches
  for each statement execute function nominatif.registre_souhaits();
create trigger registre_retrait after delete on nominatif.souhait referencing old table as touches
  for each statement execute function nominatif.registre_souhaits();

create function nominatif.registre_liens() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update nominatif.registre r
     set ouvert_a = coalesce((select array_agg(distinct l.epci || ':' || coalesce(l.organisation::text, l.commune))
                                from nominatif.lien l
                               where l.demandeur = r.demandeur and l.nature = 'souhait' and l.au is null
                                 and coalesce(l.organisation::text, l.commune) is not null), '{}')
   where r.demandeur in (select t.demandeur from touches t where t.nature = 'souhait');
  return null;
end;
$$;
create trigger registre_ajout after insert on nominatif.lien referencing new table as touches
  for each statement execute function nominatif.registre_liens();
create trigger registre_change after update on nominatif.lien referencing new table as touches
  for each statement execute function nominatif.registre_liens();
create trigger registre_retrait after delete on nominatif.lien referencing old table as touches
  for each statement execute function nominatif.registre_liens();

-- A file is opened by name for a purpose, and for half an hour: by whom, and what for. The journal keeps it afterwards.
create table nominatif.ouverture (
  compte          bigint not null references compte on delete cascade,
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  epci            text not null references territoire,
  motif           text not null check (length(motif) between 3 and 300),
  ouverte_le      timestamptz not null,
  expire_le       timestamptz not null,
  primary key (compte, demandeur)
);

-- What the secretary of a commission writes of a household that its session sees, and nothing else of the file: it is declared inadmissible by the
-- commission alone, after a warning of its own (CCH, art. R. 441-2-8). The delays are held by whoever calls.
create function nominatif.acte_commission(p_demandeur uuid, p_acte text, p_le date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from nominatif.demandeur d
    join nominatif.lien l on l.demandeur = d.id and l.nature = 'seance' and (l.au is null or l.au >= contexte.aujourdhui())
    join public.convocation c on c.seance = l.seance and c.compte = contexte.compte() and contexte.aujourdhui() between c.du and c.au
   where d.id = p_demandeur
     and d.epci in (select contexte.epcis('{secretaire-cal}'))
     and d.id not in (select r.demandeur from nominatif.recusation r where r.compte = contexte.compte());
  if not found or p_le > contexte.aujourdhui() then
    return false;
  end if;
  if p_acte = 'avertir' then
    update nominatif.demandeur set etat = 'avertie', avertie_le = p_le, averti_motif = 'irrecevabilite', modifie_le = now()
     where id = p_demandeur and etat in ('active','a-renouveler');
  elsif p_acte = 'radier' then
    update nominatif.demandeur set etat = 'radiee', radie_le = p_le, radie_motif = 'irrecevabilite', modifie_le = now()
     where id = p_demandeur and etat = 'avertie' and averti_motif = 'irrecevabilite' and avertie_le < p_le;
  else
    return false;
  end if;
  return found;
end;
$$;

-- A lease is signed: its bailleur strikes the demande off, on that day, and nothing else of the file (CCH, art. R. 441-2-8 and -9). null: there is
-- no such lease of theirs, or the demande is not alive.
create function nominatif.radier_bail(p_demandeur uuid, p_bail bigint, p_sortie text) returns date
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  signe date;
begin
  select b.signe_le into signe from public.bail b
   where b.id = p_bail and b.demandeur = p_demandeur
     and b.signe_le <= contexte.aujourdhui()
     and (b.epci || ':' || b.organisation) in (select contexte.organisations('{agent-bailleur,responsable-bailleur}'));
  if signe is null then
    return null;
  end if;
  update nominatif.demandeur set etat = 'radiee', radie_le = signe, radie_motif = 'attribution', sortie = p_sortie, modifie_le = now()
   where id = p_demandeur and etat in ('active','a-renouveler','avertie');
  return case when found then signe end;
end;
$$;

comment on column nominatif.registre.demandeur is 'Dossier @classe C2';
comment on column nominatif.registre.epci is 'Territoire @classe C2';
comment on column nominatif.registre.guichet is 'Guichet @classe C2';
comment on column nominatif.registre.reference is 'Référence du dossier @classe C2';
comment on column nominatif.registre.numero_hash is 'Empreinte du numéro unique @classe C2';
comment on column nominatif.registre.etat is 'État @classe C2';
comment on column nominatif.registre.onglet is 'Liste où elle est @classe C2';
comment on column nominatif.registre.ordre is 'Rang dans sa liste @classe C2';
comment on column nominatif.registre.deposee_le is 'Dépôt @classe C2';
comment on column nominatif.registre.anciennete_le is 'Ancienneté @classe C2';
comment on column nominatif.registre.echeance_le is 'Fin de validité @classe C2';
comment on column nominatif.registre.radie_le is 'Radiation @classe C2';
comment on column nominatif.registre.personnes is 'Personnes @classe C2';
comment on column nominatif.registre.typologie is 'Typologie @classe C2';
comment on column nominatif.registre.nature is 'Première demande ou mutation @classe C2';
comment on column nominatif.registre.quartile is 'Quartile de revenus @classe C2';
comment on column nominatif.registre.communes is 'Communes souhaitées @classe C2';
comment on column nominatif.registre.ouvert_a is 'Organisations et communes que les souhaits concernent @classe C2';
comment on column nominatif.registre.synthetique is 'Donnée de démonstration @classe C2';
comment on column nominatif.ouverture.demandeur is 'Dossier @classe C2';
comment on column nominatif.ouverture.epci is 'Territoire @classe C2';
comment on column nominatif.ouverture.motif is 'Pourquoi le dossier est ouvert @classe C2';
comment on column nominatif.ouverture.ouverte_le is 'Ouverture @classe C2';
comment on column nominatif.ouverture.expire_le is 'Fin de l’ouverture @classe C2';
comment on column nominatif.demandeur.nom_cherche is 'Nom, tel qu’on le cherche @classe C2';
comment on column nominatif.demandeur.usage_cherche is 'Nom d’usage, tel qu’on le cherche @classe C2';
comment on column nominatif.ouverture.compte is 'Agent @classe C1';
