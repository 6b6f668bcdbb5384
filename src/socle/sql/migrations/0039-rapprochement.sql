-- Who could live in a dwelling: one narrow line a demande and a place wished, that the list of a dwelling's candidates and the counts of what
-- excludes them read alone. Kept by the triggers below and written by nobody else; without a name, and nothing of health, violence or DALO.

-- Who a commune's demandes are open to, besides their desks: the commune, and the bailleurs whose published stock is there. The same rule as the
-- links of `nominatif.lier_souhaits`, a line a commune: in each posting it would weigh more than the posting (sixty bailleurs in a large commune).
create table nominatif.lieu_ouvert (
  lieu            text collate "C" primary key,
  epci            text not null references territoire,
  -- « epci:organisation » and « epci:commune », as in nominatif.registre.
  ouvert_a        text[] collate "C" not null
);
create index lieu_ouvert_epci on nominatif.lieu_ouvert (epci);

create table nominatif.souhait_cherche (
  demandeur       uuid not null references nominatif.demandeur on delete cascade,
  -- What it is found by: « epci:commune »; « epci:s:secteur »; « epci:* » of whoever accepts other communes, and then alone; « epci:? » of
  -- whoever wishes none.
  lieu            text collate "C" not null,
  -- Whom it is open to: the commune itself, or for the three others each commune wished besides; '' when there is none.
  par             text collate "C" not null,
  epci            text not null references territoire,
  guichet         bigint references organisation,
  -- One bit a kind: room 1, T1 2, T2 4, T3 8, T4 16, T5 32, T6 and more 64; 0: not said.
  typologies      smallint not null,
  -- 1 PLAI, 2 PLUS, 3 PLS, 4 beyond, 0 unknown: what is read when the two next do not tell.
  position        smallint not null,
  categorie       smallint,
  -- Euros a year, retained.
  rfr             integer,
  -- Cents a month.
  revenu          integer,
  aide            integer,
  prioritaire     boolean,
  action_logement boolean,
  agent_etat      boolean,
  points          integer,
  anciennete_le   date,
  primary key (demandeur, lieu, par)
);

-- The order of candidates, by the kind of dwelling: the thirty first are read in it, whatever the size of the commune.
create index souhait_cherche_t1 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 2 > 0;
create index souhait_cherche_t2 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 4 > 0;
create index souhait_cherche_t3 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 8 > 0;
create index souhait_cherche_t4 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 16 > 0;
create index souhait_cherche_t5 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 32 > 0;
create index souhait_cherche_t6 on nominatif.souhait_cherche (lieu, points desc nulls last, anciennete_le, demandeur) where typologies = 0 or typologies & 64 > 0;
-- Counting a place reads all of it, and nothing else: the lines of a commune are scattered in the table, and side by side here.
create index souhait_cherche_lieu on nominatif.souhait_cherche (lieu)
  include (epci, par, guichet, demandeur, typologies, position, categorie, rfr, revenu, aide, prioritaire, action_logement, agent_etat);

-- A number that is one, in answers typed by many hands; null otherwise.
create function nominatif.nombre_de(valeur jsonb) returns numeric
  language sql immutable set search_path = pg_catalog, pg_temp
  return case when jsonb_typeof(valeur) = 'number' then valeur::numeric end;

create function nominatif.bit_typologie(typologie text) returns smallint
  language sql immutable set search_path = pg_catalog, pg_temp
  return case typologie when 'chambre' then 1 when 'C' then 1 when 'T1' then 2 when 'T2' then 4 when 'T3' then 8 when 'T4' then 16 when 'T5' then 32
              when 'T6+' then 64 when 'T6P' then 64 else 0 end;

-- Every kind that the household asked for, or the one that the national file has.
create function nominatif.bits_typologies(reponses jsonb, typologie text) returns smallint
  language sql immutable set search_path = pg_catalog, pg_temp
  return coalesce(nullif(
    (select bit_or(nominatif.bit_typologie(t.valeur))
       from jsonb_array_elements_text(case when jsonb_typeof(reponses #> '{recherche,typologies}') = 'array'
                                           then reponses #> '{recherche,typologies}' else '[]' end) as t (valeur)), 0),
    nominatif.bit_typologie(typologie));

-- Year N-2, or N-1 when it fell by a tenth (arrêté du 29 juillet 1987, art. 4): the rule of `retenirRessources`, which a test compares with it.
create function nominatif.rfr_retenu(rfr integer, reponses jsonb) returns integer
  language sql immutable set search_path = pg_catalog, pg_temp
  return case when round(nominatif.nombre_de(reponses #> '{revenus,rfrN1}') * 100) <= round(rfr * 90)
              then least(nominatif.nombre_de(reponses #> '{revenus,rfrN1}'), 2000000000)::integer else rfr end;

create function nominatif.ouvrir_lieux(p_lieux text[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  with voulus as (
    select l.lieu, split_part(l.lieu, ':', 1) as epci, split_part(l.lieu, ':', 2) as commune from unnest(p_lieux) as l (lieu)
  ), stock as (
    select distinct on (p.epci) p.epci, p.lot from public.publication p
     where p.source = 'rpls' and p.epci in (select v.epci from voulus v)
     order by p.epci, p.periode desc
  ), parc as (
    select distinct s.epci, c.commune, o.id
      from stock s
      join public.cube_parc c on c.lot = s.lot and c.commune in (select v.commune from voulus v)
      join public.organisation o on o.siren = c.bailleur and o.type = 'bailleur'
  )
  insert into nominatif.lieu_ouvert as o (lieu, epci, ouvert_a)
  select v.lieu, v.epci,
         array[v.lieu] || array(select v.epci || ':' || p.id from parc p where p.epci = v.epci and p.commune = v.commune order by p.id)
    from voulus v
   -- Elsewhere nobody of the territory is concerned; and a place that one household alone wrote would outlive it.
   where exists (select from public.territoire_commune t where t.epci = v.epci and t.commune = v.commune)
      or exists (select from parc p where p.epci = v.epci and p.commune = v.commune)
   order by v.lieu
  on conflict (lieu) do update set ouvert_a = excluded.ouvert_a where o.ouvert_a is distinct from excluded.ouvert_a;
end;
$$;
revoke execute on function nominatif.ouvrir_lieux from public;

-- The lines of these demandes, as they are now: of whoever is alive, and whose data are not kept aside (RGPD, art. 18).
create function nominatif.chercher_souhaits(ids uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  lieux text[];
begin
  with vivantes as materialized (
    select d.id, d.epci, d.guichet, d.anciennete_le, nominatif.bits_typologies(m.reponses, m.typologie) as typologies,
           case m.position_plafond when 'plai' then 1 when 'plus' then 2 when 'pls' then 3 when 'au-dela' then 4 else 0 end as position,
           m.categorie_plafond as categorie, nominatif.rfr_retenu(m.rfr, m.reponses) as rfr,
           case when m.revenu_mensuel between 0 and 10000000 then round(m.revenu_mensuel * 100)::integer end as revenu,
           case when nominatif.nombre_de(m.reponses #> '{logementActuel,aide}') between 0 and 100000
                then round(nominatif.nombre_de(m.reponses #> '{logementActuel,aide}') * 100)::integer end as aide,
           case m.priorite when 'oui' then true when 'non' then false end as prioritaire,
           case m.action_logement when 'oui' then true when 'non' then false end as action_logement,
           (m.reponses #>> '{revenus,profession}') = 'agent-etat' as agent_etat,
           m.elargir is true as partout,
           (select c.points from nominatif.cotation c join public.grille_cotation g on g.id = c.grille
             where c.demandeur = d.id order by g.du desc nulls last, c.calculee_le desc, g.id desc limit 1) as points,
           array(select distinct d.epci || ':' || s.commune from nominatif.souhait s where s.demandeur = d.id and s.commune is not null) as communes,
           array(select distinct d.epci || ':s:' || s.secteur from nominatif.souhait s where s.demandeur = d.id and s.commune is null) as secteurs
      from nominatif.demandeur d
      join nominatif.menage m on m.demandeur = d.id
     where d.id = any (ids) and d.etat in ('active','a-renouveler','avertie') and d.limite_le is null
  ), voulus as materialized (
    select v.id as demandeur, w.lieu, w.par, v.epci, v.guichet, v.typologies, v.position, v.categorie, v.rfr, v.revenu, v.aide, v.prioritaire,
           v.action_logement, v.agent_etat, v.points, v.anciennete_le
      from vivantes v
     cross join lateral (
       select c as lieu, c as par from unnest(v.communes) as c where not v.partout
       union all
       select l.lieu, coalesce(c.par, '')
         from unnest(case when v.partout then array[v.epci || ':*']
                          when cardinality(v.communes) + cardinality(v.secteurs) = 0 then array[v.epci || ':?']
                          else v.secteurs end) as l (lieu)
         left join unnest(v.communes) as c (par) on true
     ) as w
  ), partis as (
    delete from nominatif.souhait_cherche s
     where s.demandeur = any (ids)
       and not exists (select from voulus v where v.demandeur = s.demandeur and v.lieu = s.lieu and v.par = s.par)
  ), ecrits as (
    insert into nominatif.souhait_cherche as s (demandeur, lieu, par, epci, guichet, typologies, position, categorie, rfr, revenu, aide,
                                                prioritaire, action_logement, agent_etat, points, anciennete_le)
    select v.* from voulus v order by v.demandeur, v.lieu, v.par
    on conflict (demandeur, lieu, par) do update
       set (guichet, typologies, position, categorie, rfr, revenu, aide, prioritaire, action_logement, agent_etat, points, anciennete_le) =
           (excluded.guichet, excluded.typologies, excluded.position, excluded.categorie, excluded.rfr, excluded.revenu, excluded.aide,
            excluded.prioritaire, excluded.action_logement, excluded.agent_etat, excluded.points, excluded.anciennete_le)
     where (s.guichet, s.typologies, s.position, s.categorie, s.rfr, s.revenu, s.aide, s.prioritaire, s.action_logement, s.agent_etat, s.points,
            s.anciennete_le)
           is distinct from
           (excluded.guichet, excluded.typologies, excluded.position, excluded.categorie, excluded.rfr, excluded.revenu, excluded.aide,
            excluded.prioritaire, excluded.action_logement, excluded.agent_etat, excluded.points, excluded.anciennete_le)
  )
  select array_agg(distinct v.par order by v.par) into lieux from voulus v where v.par <> '';
  if lieux is not null then
    perform nominatif.ouvrir_lieux(lieux);
  end if;
end;
$$;
revoke execute on function nominatif.chercher_souhaits from public;

create function nominatif.souhaits_du_dossier() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform nominatif.chercher_souhaits(array(select distinct t.id from touches t));
  return null;
end;
$$;
create function nominatif.souhaits_du_menage() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform nominatif.chercher_souhaits(array(select distinct t.demandeur from touches t));
  return null;
end;
$$;
create trigger souhait_change after update on nominatif.demandeur referencing new table as touches
  for each statement execute function nominatif.souhaits_du_dossier();
create trigger souhait_ajout after insert on nominatif.menage referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_change after update on nominatif.menage referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_ajout after insert on nominatif.souhait referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_change after update on nominatif.souhait referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_retrait after delete on nominatif.souhait referencing old table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_ajout after insert on nominatif.cotation referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();
create trigger souhait_change after update on nominatif.cotation referencing new table as touches
  for each statement execute function nominatif.souhaits_du_menage();

-- Files that are already there.
do $$
begin
  perform nominatif.chercher_souhaits(array(select d.id from nominatif.demandeur d));
end;
$$;

-- Marks that a bailleur, or the territory, gives itself: none by default, and then nobody is excluded by them. A later line replaces the former
-- from its first day; all null: no mark any more.
create table seuil_rapprochement (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  -- null: of the territory, for whoever has none of its own.
  organisation    bigint references organisation,
  depuis          date not null,
  -- Thousandths: 330 is a third.
  effort_max      smallint check (effort_max between 1 and 1000),
  -- Euros a day and a consumption unit.
  reste_a_vivre   numeric(6,2) check (reste_a_vivre > 0),
  -- Euros a month by kind of dwelling, where water or heating is individual.
  forfaits        jsonb check (jsonb_typeof(forfaits) = 'object'),
  reference       text not null check (length(reference) between 3 and 200),
  confiance       text not null default 'B' check (confiance in ('R','M','S','B')),
  synthetique     boolean not null default false,
  saisi_le        timestamptz not null default now()
);
create unique index seuil_rapprochement_version on seuil_rapprochement (epci, coalesce(organisation, 0), depuis);

comment on column nominatif.lieu_ouvert.lieu is 'Commune du territoire @classe C0';
comment on column nominatif.lieu_ouvert.epci is 'Territoire @classe C0';
comment on column nominatif.lieu_ouvert.ouvert_a is 'La commune, et les bailleurs qui y ont du parc @classe C0';
comment on column nominatif.souhait_cherche.demandeur is 'Dossier @classe C2';
comment on column nominatif.souhait_cherche.lieu is 'Lieu souhaité @classe C2';
comment on column nominatif.souhait_cherche.par is 'Commune par laquelle le dossier est ouvert @classe C2';
comment on column nominatif.souhait_cherche.epci is 'Territoire @classe C2';
comment on column nominatif.souhait_cherche.guichet is 'Guichet @classe C2';
comment on column nominatif.souhait_cherche.typologies is 'Typologies demandées @classe C2';
comment on column nominatif.souhait_cherche.position is 'Place au regard des plafonds @classe C2';
comment on column nominatif.souhait_cherche.categorie is 'Catégorie de ménage pour les plafonds @classe C2';
comment on column nominatif.souhait_cherche.rfr is 'Revenu fiscal de référence retenu @classe C2';
comment on column nominatif.souhait_cherche.revenu is 'Ressources du mois @classe C2';
comment on column nominatif.souhait_cherche.aide is 'Aide au logement déclarée @classe C2';
comment on column nominatif.souhait_cherche.prioritaire is 'Public prioritaire @classe C2';
comment on column nominatif.souhait_cherche.action_logement is 'Salarié d’une entreprise qui cotise @classe C2';
comment on column nominatif.souhait_cherche.agent_etat is 'Agent de l’État @classe C2';
comment on column nominatif.souhait_cherche.points is 'Points de cotation @classe C2';
comment on column nominatif.souhait_cherche.anciennete_le is 'Ancienneté @classe C2';
comment on column seuil_rapprochement.id is 'Seuils @classe C0';
comment on column seuil_rapprochement.epci is 'Territoire @classe C0';
comment on column seuil_rapprochement.organisation is 'Bailleur, quand ils sont à lui @classe C0';
comment on column seuil_rapprochement.depuis is 'Premier jour @classe C0';
comment on column seuil_rapprochement.effort_max is 'Taux d’effort au plus, en millièmes @classe C0';
comment on column seuil_rapprochement.reste_a_vivre is 'Reste à vivre, en euros par jour et par unité de consommation @classe C0';
comment on column seuil_rapprochement.forfaits is 'Forfaits d’eau et de chauffage par typologie @classe C0';
comment on column seuil_rapprochement.reference is 'Texte d’où ils viennent @classe C0';
comment on column seuil_rapprochement.confiance is 'Confiance : R, M, S ou B @classe C0';
comment on column seuil_rapprochement.synthetique is 'Donnée de démonstration @classe C0';
comment on column seuil_rapprochement.saisi_le is 'Saisie @classe C0';
