-- Every column says what it holds: a comment that ends with « @classe Cn ». A later migration comments the columns that it adds; a column
-- without a class turns test/conservation/classes.db.test.ts red.
--   C0 no natural person · C1 agents · C2 named data of households · C3 sensitive data · C4 supporting documents · C5 decisions
--   C6 facts without a name · C7 journal
-- Where each class may be, and the exceptions with their reasons: src/domain/conservation/classe.ts.

do $$
declare
  defaut record;
  colonne record;
begin
  for defaut in
    select * from (values
      ('public.territoire',             'C0', 'Territoire'),
      ('public.territoire_commune',     'C0', 'Commune du territoire'),
      ('public.lot',                    'C0', 'Fichier déposé'),
      ('public.lot_rejet',              'C0', 'Ligne rejetée'),
      ('public.lot_anomalie',           'C0', 'Anomalie d’un fichier'),
      ('public.publication',            'C0', 'Lot publié'),
      ('public.publication_acte',       'C0', 'Publication ou annulation'),
      ('public.logement',               'C0', 'Logement, sans son occupant'),
      ('public.attribution',            'C6', 'Attribution, sans nom'),
      ('public.demande',                'C6', 'Demande, sans nom'),
      ('public.qpv',                    'C0', 'Quartier prioritaire'),
      ('public.commune',                'C0', 'Commune'),
      ('public.seuil',                  'C0', 'Seuil de ressources'),
      ('public.objectif',               'C0', 'Objectif de la convention'),
      ('public.resultat',               'C0', 'Résultat publié'),
      ('public.localisation',           'C0', 'Adresse localisée, sans son occupant'),
      ('public.fait_attribution',       'C6', 'Fait d’attribution, sans nom'),
      ('public.cube_attribution',       'C6', 'Effectif d’attributions, petits effectifs compris'),
      ('public.cube_parc',              'C0', 'Effectif de logements'),
      ('public.rapport',                'C0', 'Rapport figé'),
      ('public.correspondance_colonne', 'C0', 'Colonne reconnue'),
      ('public.reglage',                'C0', 'Réglage'),
      ('public.migration',              'C0', 'Migration appliquée'),
      ('public.organisation',           'C0', 'Personne morale'),
      ('public.compte',                 'C1', 'Compte d’un agent'),
      ('public.habilitation',           'C1', 'Habilitation d’un agent'),
      ('acces.mot_de_passe',            'C1', 'Mot de passe d’un agent'),
      ('acces.cle_acces',               'C1', 'Clé d’accès d’un agent'),
      ('acces.session',                 'C1', 'Session d’un agent'),
      ('acces.lien',                    'C1', 'Lien à usage unique'),
      ('acces.defi',                    'C1', 'Connexion en cours'),
      ('public.seance',                 'C0', 'Séance de commission'),
      ('public.convocation',            'C1', 'Convocation d’un membre'),
      ('public.ordre_du_jour',          'C0', 'Ordre du jour, hors ménages'),
      ('nominatif.demandeur',           'C2', 'Demandeur'),
      ('nominatif.lien',                'C2', 'Qui peut ouvrir le dossier'),
      ('nominatif.recusation',          'C2', 'Proximité déclarée'),
      ('nominatif.menage',              'C2', 'Ménage'),
      ('nominatif.etat_civil',          'C2', 'Changement d’état civil'),
      ('nominatif.piece',               'C4', 'Pièce justificative'),
      ('sensible.situation',            'C3', 'Situation sensible'),
      ('sensible.piece',                'C4', 'Pièce justificative sensible'),
      ('public.proposition',            'C5', 'Proposition à un ménage'),
      ('public.decision',               'C5', 'Décision de commission'),
      ('public.bail',                   'C5', 'Bail d’un ménage'),
      ('public.relogement',             'C5', 'Ménage à reloger'),
      ('public.cas_bloque',             'C5', 'Cas bloqué'),
      ('public.logement_fiche',         'C0', 'Logement'),
      ('public.logement_suivi',         'C0', 'Suivi d’un logement, sans son occupant'),
      ('public.perimetre',              'C0', 'Périmètre'),
      ('public.contingent',             'C0', 'Contingent'),
      ('public.engagement',             'C0', 'Engagement de la convention'),
      ('public.bilan_bailleur',         'C0', 'Bilan d’un bailleur'),
      ('public.indicateur',             'C0', 'Indicateur interne'),
      ('public.indicateur_publie',      'C0', 'Indicateur publié'),
      ('public.action_convention',      'C0', 'Action de la convention'),
      ('public.operation',              'C0', 'Opération du programme'),
      ('journal.tete',                  'C0', 'Tête de chaîne'),
      ('journal.entree',                'C7', 'Accès ou acte'),
      ('journal.scelle',                'C0', 'Fin d’une partie purgée de la chaîne'),
      ('public.duree_conservation',     'C0', 'Durée de conservation'),
      ('public.registre_effacement',    'C0', 'Effacement'),
      ('public.purge',                  'C0', 'Purge')
    ) as d (nom, classe, libelle)
  loop
    for colonne in
      select attname from pg_attribute where attrelid = defaut.nom::regclass and attnum > 0 and not attisdropped
    loop
      execute format('comment on column %s.%I is %L', defaut.nom::regclass, colonne.attname,
                     defaut.libelle || ' @classe ' || defaut.classe);
    end loop;
  end loop;
end;
$$;

-- Names of agents, in the traces that they sign.
comment on column lot.depose_par              is 'Agent qui a déposé le fichier @classe C1';
comment on column publication.publie_par      is 'Agent qui a publié @classe C1';
comment on column publication_acte.fait_par   is 'Agent qui a publié ou annulé @classe C1';
comment on column localisation.decidee_par    is 'Agent qui a localisé l’adresse @classe C1';
comment on column localisation.annulee_par    is 'Agent qui a annulé la localisation @classe C1';
comment on column rapport.fige_par            is 'Agent qui a figé le rapport @classe C1';

-- A line is rejected before anybody knows what it holds: it may hold anything that the file did.
comment on column lot_rejet.brut              is 'Octets de la ligne rejetée, tels que reçus @classe C2';
comment on column lot_rejet.anomalies         is 'Motifs du rejet, avec les valeurs fautives @classe C2';
comment on column lot_anomalie.exemple        is 'Une valeur fautive du fichier @classe C2';
comment on column lot_anomalie.message        is 'Explication, qui peut citer la valeur fautive @classe C2';

comment on column registre_effacement.numero_hash is 'Empreinte à clé du numéro unique effacé @classe C2';
