/** What the check constraints of freed dwellings and their candidates ask for; `%` is the relation. */
export const VALEURS_ATTRIBUTION: Readonly<Record<string, unknown>> = {
  "liberation.numero": { propre: 1, territoire: 1, etrangere: 2 },
  "liberation.origine": "conge",
  "liberation.etape": "preavis",
  "plan.nom": "Plan",
  "plan_menage.numero": 1,
  "candidature.ordre": 1,
  "candidature.source": "bailleur",
  "paire_decision.decision": "meme",
  "bail_suivi.source": "saisi",
  "bail_suivi.cle": "%",
  "zone_examen.applicable": "oui",
  "zone_examen.source": "Essai",
  "zone_examen.depuis": { propre: "2026-01-01", territoire: "2026-02-01", etrangere: "2026-01-01" },
};
