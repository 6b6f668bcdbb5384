/** What the checks of the commission's tables ask for; by relation, where a key must differ. */
export const VALEURS_CAL: Readonly<Record<string, unknown>> = {
  "cal_reglement.quorum": 3,
  "cal_reglement.source": "Essai",
  "cal_membre.qualite": "bailleur",
  "seance_membre.qualite": "bailleur",
  "seance_envoi.cle": { propre: "a", territoire: "b", etrangere: "c" },
  "seance_avis.sens": "favorable",
  "seance_vote.sens": "attribution",
  "seance_message.nature": "examen",
  "seance_jeton.jeton": {
    propre: "00000000-0000-4000-8000-000000000001",
    territoire: "00000000-0000-4000-8000-000000000002",
    etrangere: "00000000-0000-4000-8000-000000000003",
  },
};
