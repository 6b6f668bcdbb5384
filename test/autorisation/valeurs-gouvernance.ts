/** What the checks of meetings, evaluations, blocked cases and actions ask for; by relation, where a key must differ. */
const ANNEES = { propre: 2017, territoire: 2018, etrangere: 2017 };

export const VALEURS_GOUVERNANCE: Readonly<Record<string, unknown>> = {
  "instance.genre": "commission-coordination",
  "instance_membre.college": "bailleurs",
  "reunion_point.nature": "libre",
  "reunion_presence.etat": "present",
  "reunion_envoi.methode": "REQUEST",
  "reunion_piece.genre": "rapport",
  "decision_suivi.etat": "en-cours",
  "evaluation.genre": "annuelle",
  "evaluation.annee_debut": 2017,
  "evaluation.annee_fin": 2017,
  "evaluation_projet.genre": "annuelle",
  "evaluation_projet.annee_debut": ANNEES,
  "evaluation_projet.annee_fin": ANNEES,
  "evaluation_publiee.annee_debut": 2017,
  "evaluation_publiee.annee_fin": 2017,
  "cas_numero.annee": ANNEES,
  "cas_proposition.nature": "logement",
  "cas_decision.sens": "prioriser",
  "action_jalon.publie_le": "2026-01-01",
  "action_suivi.publie_le": "2026-01-01",
  "action_suivi.etat": "en-cours",
};
