-- The rules of a territory's PLH and urban renewal, as dated data, and what is known of its communes in the years they speak of.

create table regle_programme (
  id           bigint generated always as identity primary key,
  epci         text not null references territoire,
  genre        text not null check (genre in ('reconstitution-part','reconstitution-plai','neuf-hors-qpv-plai','neuf-hors-qpv-baux',
                                              'production-annuelle','part-residences-principales','taux-communes')),
  -- Of a rule that has one: with the genre, which rule this is a version of.
  commune      text collate "C" not null default '',
  -- null: from that day on, there is no such rule.
  parametres   jsonb check (jsonb_typeof(parametres) = 'object'),
  depuis       date not null,
  jusque       date check (jusque >= depuis),
  texte        text not null check (texte <> ''),
  reference    text not null,
  confiance    text not null check (confiance in ('R','M','S','B')),
  synthetique  boolean not null default false,
  saisie_le    timestamptz not null default now(),
  unique (epci, genre, commune, depuis)
);

-- Whoever writes, the owner included: a rule is changed by a later version, and the past keeps its own.
create function garde_regle_programme() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if exists (select from regle_programme r where r.epci = new.epci and r.genre = new.genre and r.commune = new.commune
                and r.id <> new.id and r.depuis >= new.depuis) then
      raise exception 'a version of a rule begins after the last one' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  raise exception 'a version of a rule never changes' using errcode = 'integrity_constraint_violation';
end;
$$;

create trigger garde before update or delete on regle_programme for each row execute function garde_regle_programme();
-- After: what the rights refuse is refused by them, and tells nothing of the rules that there are.
create trigger suite after insert on regle_programme for each row execute function garde_regle_programme();

create table commune_plh (
  epci                   text not null references territoire,
  commune                text collate "C" not null,
  annee                  smallint not null check (annee between 1990 and 2100),
  population             integer check (population >= 0),
  residences_principales integer check (residences_principales >= 0),
  logements_sociaux      integer check (logements_sociaux >= 0),
  -- Dwellings of every kind, of the period of the PLH that begins with this year.
  construction_neuve     integer check (construction_neuve >= 0),
  contrainte             text not null default 'inconnu' check (contrainte in ('oui','non','inconnu')),
  source                 text not null,
  synthetique            boolean not null default false,
  saisie_le              timestamptz not null default now(),
  primary key (epci, commune, annee)
);

comment on column regle_programme.id is 'Version d’une règle @classe C0';
comment on column regle_programme.epci is 'Territoire @classe C0';
comment on column regle_programme.genre is 'Genre de règle @classe C0';
comment on column regle_programme.commune is 'Commune de la règle @classe C0';
comment on column regle_programme.parametres is 'Nombres de la règle ; absents : règle fermée @classe C0';
comment on column regle_programme.depuis is 'Premier jour @classe C0';
comment on column regle_programme.jusque is 'Dernier jour @classe C0';
comment on column regle_programme.texte is 'Phrase imprimée dans le texte @classe C0';
comment on column regle_programme.reference is 'Texte d’où elle vient @classe C0';
comment on column regle_programme.confiance is 'Confiance : R, M, S ou B @classe C0';
comment on column regle_programme.synthetique is 'Donnée de démonstration @classe C0';
comment on column regle_programme.saisie_le is 'Saisie @classe C0';
comment on column commune_plh.epci is 'Territoire @classe C0';
comment on column commune_plh.commune is 'Commune @classe C0';
comment on column commune_plh.annee is 'Année @classe C0';
comment on column commune_plh.population is 'Population @classe C0';
comment on column commune_plh.residences_principales is 'Résidences principales @classe C0';
comment on column commune_plh.logements_sociaux is 'Logements sociaux @classe C0';
comment on column commune_plh.construction_neuve is 'Construction neuve de la période, tous logements @classe C0';
comment on column commune_plh.contrainte is 'Contrainte d’urbanisme @classe C0';
comment on column commune_plh.source is 'Source @classe C0';
comment on column commune_plh.synthetique is 'Donnée de démonstration @classe C0';
comment on column commune_plh.saisie_le is 'Saisie @classe C0';
