-- Demandes: what happened to each since it was made; the cubes that every member reads; the quarterly packs, frozen.
-- Rows already there say nothing of the new columns: null or « inconnu ».

alter table attribution
  add column salarie text not null default 'inconnu' check (salarie in ('oui','non','inconnu'));

alter table demande
  add column position_plafond text not null default 'inconnue' check (position_plafond in ('plai','plus','pls','au-dela','inconnue')),
  add column propositions  smallint,
  add column derniere_proposition date,
  add column refus_par     text not null default 'inconnu' check (refus_par in ('bailleur','demandeur','aucun','inconnu')),
  add column refus_motif   text not null default 'inconnu',
  add column dernier_evenement date,
  add column salarie       text not null default 'inconnu' check (salarie in ('oui','non','inconnu')),
  add column qpv_actuel    text not null default 'inconnue' check (qpv_actuel in ('qpv','hors-qpv','inconnue'));

-- Derived at publication, in bands: sums that a person without a right to the rows may read.
create table cube_demande (
  lot             bigint not null references lot on delete cascade,
  epci            text not null references territoire,
  commune         text collate "C",
  typologie       text collate "C" not null,
  origine         text collate "C" not null,
  quartile        text collate "C" not null,
  plafond         text collate "C" not null,
  -- Lower bound of the band, in months; null: the day is unknown.
  anciennete      smallint,
  evenement       smallint,
  annee_creation  smallint,
  age             text collate "C" not null,
  motif           text collate "C" not null,
  propositions    text collate "C" not null,
  refus_par       text collate "C" not null,
  refus_motif     text collate "C" not null,
  salarie         text collate "C" not null,
  qpv_actuel      text collate "C" not null,
  prioritaire     text collate "C" not null,
  dalo            text collate "C" not null,
  -- Sum of the ages in days of those whose day is known: what a mean is made from.
  jours           bigint not null,
  nombre          integer not null
);
create index cube_demande_lot on cube_demande (lot);

-- Leases without their bailleur: what a member reads of the territory's attributions.
create table cube_bail (
  lot             bigint not null references lot on delete cascade,
  epci            text not null references territoire,
  commune         text collate "C",
  mois            date not null,
  typologie       text collate "C" not null,
  situation       text collate "C" not null,
  quartile        text collate "C" not null,
  ressources      text collate "C" not null,
  relogement      text collate "C" not null,
  origine         text collate "C" not null,
  salarie         text collate "C" not null,
  annee_creation  smallint,
  nombre          integer not null
);
create index cube_bail_lot on cube_bail (lot, mois);

create table pack_trimestriel (
  id              bigint generated always as identity primary key,
  epci            text not null references territoire,
  annee           smallint not null check (annee between 2000 and 2100),
  trimestre       smallint not null check (trimestre between 1 and 4),
  numero          smallint not null check (numero >= 1),
  -- json, not jsonb: the very text that was frozen.
  contenu         json not null,
  sources         json not null,
  empreinte       text not null,
  fige_le         timestamptz not null default now(),
  fige_par        text not null,
  unique (epci, annee, trimestre, numero),
  unique (id, epci)
);

-- A bailleur's own lines, apart: rows are somebody's by their own columns.
create table pack_bailleur (
  pack            bigint not null,
  epci            text not null references territoire,
  bailleur        text collate "C" not null,
  nom             text not null,
  contenu         json not null,
  empreinte       text not null,
  primary key (pack, bailleur),
  foreign key (pack, epci) references pack_trimestriel (id, epci)
);

-- Whoever writes, the owner included: what was frozen stays. The agent's name alone goes, with the agent (purge of accounts).
create function garde_pack() returns trigger language plpgsql as $$
begin
  -- A record comparison would fail on json, which has no equality.
  if tg_op = 'UPDATE' and tg_table_name = 'pack_trimestriel' then
    if to_jsonb(new) ->> 'fige_par' = 'agent (nom effacé)'
       and (to_jsonb(new) - 'fige_par') = (to_jsonb(old) - 'fige_par') then
      return new;
    end if;
  end if;
  raise exception 'a frozen pack never changes' using errcode = 'integrity_constraint_violation';
end $$;
create trigger garde before update or delete on pack_trimestriel for each row execute function garde_pack();
create trigger garde before update or delete on pack_bailleur for each row execute function garde_pack();

comment on column attribution.salarie is 'Salarié d’une entreprise assujettie à Action Logement @classe C6';
comment on column demande.position_plafond is 'Ressources par rapport aux plafonds @classe C6';
comment on column demande.propositions is 'Nombre de propositions @classe C6';
comment on column demande.derniere_proposition is 'Dernière proposition @classe C6';
comment on column demande.refus_par is 'Auteur du dernier refus @classe C6';
comment on column demande.refus_motif is 'Motif du dernier refus @classe C6';
comment on column demande.dernier_evenement is 'Dernière modification de la demande @classe C6';
comment on column demande.salarie is 'Salarié d’une entreprise assujettie à Action Logement @classe C6';
comment on column demande.qpv_actuel is 'Logement actuel en quartier prioritaire @classe C6';

do $$
declare
  colonne record;
begin
  for colonne in
    select c.table_name, c.column_name,
           case c.table_name when 'cube_demande' then 'Effectif de demandes, petits effectifs compris'
                             else 'Effectif de baux, petits effectifs compris' end as libelle
      from information_schema.columns c
     where c.table_schema = 'public' and c.table_name in ('cube_demande','cube_bail')
  loop
    execute format('comment on column %I.%I is %L', colonne.table_name, colonne.column_name, colonne.libelle || ' @classe C6');
  end loop;
end $$;

comment on column pack_trimestriel.id is 'Pack trimestriel @classe C0';
comment on column pack_trimestriel.epci is 'Territoire @classe C0';
comment on column pack_trimestriel.annee is 'Année @classe C0';
comment on column pack_trimestriel.trimestre is 'Trimestre @classe C0';
comment on column pack_trimestriel.numero is 'Rang de la version @classe C0';
comment on column pack_trimestriel.contenu is 'Chiffres figés @classe C0';
comment on column pack_trimestriel.sources is 'Fichiers dont les chiffres sont tirés @classe C0';
comment on column pack_trimestriel.empreinte is 'Empreinte de ce qui est figé @classe C0';
comment on column pack_trimestriel.fige_le is 'Jour et heure @classe C0';
comment on column pack_trimestriel.fige_par is 'Agent qui a figé le pack @classe C1';
comment on column pack_bailleur.pack is 'Pack trimestriel @classe C0';
comment on column pack_bailleur.epci is 'Territoire @classe C0';
comment on column pack_bailleur.bailleur is 'SIREN du bailleur @classe C0';
comment on column pack_bailleur.nom is 'Nom du bailleur @classe C0';
comment on column pack_bailleur.contenu is 'Chiffres figés du bailleur @classe C0';
comment on column pack_bailleur.empreinte is 'Empreinte de ce qui est figé @classe C0';

-- Facts already published: the same derivation as a new publication's. A stock has to be published again: its quartiles are computed in the product.
insert into cube_bail (lot, epci, commune, mois, typologie, situation, quartile, ressources, relogement, origine, salarie,
                       annee_creation, nombre)
select f.lot, f.epci, f.commune, date_trunc('month', f.bail_signe_le)::date, coalesce(a.typologie, 'inconnu'),
       f.situation, f.quartile, f.ressources, f.relogement, f.origine, a.salarie,
       extract(year from f.bail_signe_le - a.delai_jours)::smallint, count(*)
  from fait_attribution f
  join attribution a on a.lot = f.lot and a.ligne = f.ligne
 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
 order by 4;
