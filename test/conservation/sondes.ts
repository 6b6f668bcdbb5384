import { SONDES_ATTRIBUTION } from "./attributions-douze-ans.ts";
import { SONDES_DEMANDE } from "./demandes-douze-ans.ts";
import { SONDES_RELOGEMENT } from "./relogements-douze-ans.ts";
import { SONDES_REUNION } from "./reunions-douze-ans.ts";
import { SONDES_SEANCE } from "./seances-douze-ans.ts";

/** One query a table: the keys of the rows that still hold something personal. */
export const SONDES: Readonly<Record<string, string>> = {
  "nominatif.demandeur": "select id::text from nominatif.demandeur",
  "nominatif.menage": "select demandeur::text from nominatif.menage",
  "nominatif.lien": "select id::text from nominatif.lien",
  "nominatif.recusation": "select compte || ':' || demandeur from nominatif.recusation",
  "nominatif.piece": "select id::text from nominatif.piece",
  "sensible.situation": "select id::text from sensible.situation",
  "sensible.piece": "select id::text from sensible.piece",
  "public.proposition": "select id::text from proposition where demandeur is not null",
  "public.decision": "select id::text from decision where demandeur is not null or motif is not null",
  "public.bail": "select id::text from bail where demandeur is not null",
  ...SONDES_ATTRIBUTION,
  ...SONDES_DEMANDE,
  ...SONDES_RELOGEMENT,
  ...SONDES_REUNION,
  ...SONDES_SEANCE,
  "public.lot_rejet": "select lot::text from lot_rejet",
  "public.lot_anomalie": "select lot::text from lot_anomalie where exemple <> '' or message like '%canari%'",
  "public.attribution": "select lot::text from attribution",
  "public.attribution (clé)": "select lot::text from attribution where cle like 'canari%' or empreinte like 'canari%'",
  "public.demande": "select lot::text from demande",
  "public.demande (clé)": "select lot::text from demande where cle like 'canari%' or empreinte like 'canari%'",
  "public.prioritaire_liste": "select lot::text from prioritaire_liste",
  "public.prioritaire_liste (clé)":
    "select lot::text from prioritaire_liste where cle like 'canari%' or empreinte like 'canari%'",
  "public.occupation": "select lot::text from occupation",
  "public.remontee": "select id::text from remontee",
  "public.remontee_suite": "select id::text from remontee_suite",
  "public.fait_attribution": "select lot::text from fait_attribution",
  "public.cube_attribution": "select lot::text from cube_attribution",
  "public.cube_bail": "select lot::text from cube_bail",
  "public.cube_dehors": "select lot::text from cube_dehors",
  "public.baux_tardifs": "select lot::text from baux_tardifs",
  "public.cube_proposition": "select id::text from cube_proposition where bailleur = 'canari'",
  "public.cube_demande": "select lot::text from cube_demande",
  "public.compte":
    "select id::text from compte where concat_ws(' ', courriel, prenom, nom, emetteur, sujet) like '%canari%' or vu_le is not null",
  "public.habilitation": "select compte::text from habilitation where motif like '%canari%'",
  "public.convocation": "select compte::text from convocation",
  "acces.mot_de_passe": "select compte::text from acces.mot_de_passe",
  "acces.cle_acces": "select compte::text from acces.cle_acces",
  "acces.session": "select encode(jeton_hash, 'escape') from acces.session",
  "acces.lien": "select encode(jeton_hash, 'escape') from acces.lien",
  "acces.defi": "select encode(jeton_hash, 'escape') from acces.defi",
  "public.lot": "select depose_par from lot where depose_par like 'canari%'",
  "public.publication": "select publie_par from publication where publie_par like 'canari%'",
  "public.publication_acte": "select fait_par from publication_acte where fait_par like 'canari%'",
  "public.localisation":
    "select decidee_par from localisation where decidee_par like 'canari%' union select annulee_par from localisation where annulee_par like 'canari%'",
  "public.rattachement":
    "select decide_par from rattachement where decide_par like 'canari%' union select annule_par from rattachement where annule_par like 'canari%'",
  "public.acte_perimetre":
    "select ecrit_par from acte_perimetre where ecrit_par like 'canari%' union select annule_par from acte_perimetre where annule_par like 'canari%'",
  "public.acte_bailleur":
    "select ecrit_par from acte_bailleur where ecrit_par like 'canari%' union select annule_par from acte_bailleur where annule_par like 'canari%'",
  "public.bailleur_nomme": "select ecrit_par from bailleur_nomme where ecrit_par like 'canari%'",
  "public.droit_jeu": "select importe_par from droit_jeu where importe_par like 'canari%'",
  "public.droit_saisie":
    "select saisi_par from droit_saisie where saisi_par like 'canari%' union select confirme_par from droit_saisie where confirme_par like 'canari%' union select ecarte_par from droit_saisie where ecarte_par like 'canari%'",
  "public.rapport": "select fige_par from rapport where fige_par like 'canari%'",
  "public.bilan_bailleur": "select signe_par from bilan_bailleur where signe_par like 'canari%'",
  "public.pack_trimestriel": "select fige_par from pack_trimestriel where fige_par like 'canari%'",
  "public.scenario_simulation": "select fige_par from scenario_simulation where fige_par like 'canari%'",
  "public.plan": "select fige_par from plan where fige_par like 'canari%'",
  "public.revue_habilitation":
    "select id::text from revue_habilitation where faite_par like 'canari%' or motif like 'canari%'",
  "public.registre_effacement": "select numero_hash from registre_effacement",
  "journal.entree": "select organisation || ':' || numero from journal.entree where auteur like 'canari%'",
};
