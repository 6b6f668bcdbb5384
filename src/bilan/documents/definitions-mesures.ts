/** What each measure of a bilan counts, by the code of its column; those of both objectives by the end of it. */
const PAR_CODE: Readonly<Record<string, string>> = {
  total: "Baux signés dans la période.",
  hors_qpv_assiette:
    "Baux situés hors quartier prioritaire dont les ressources sont connues, ou de ménages relogés : ce sur quoi porte la part.",
  hors_qpv_realise: "Parmi eux, ménages du 1er quartile ou relogés ; chaque bail une fois.",
  hors_qpv_premier_quartile: "Parmi eux, ménages du 1er quartile de ressources : comparable au chiffre national.",
  hors_qpv_reloges: "Parmi eux, ménages relogés qui ne sont pas du 1er quartile.",
  qpv_assiette: "Baux situés en quartier prioritaire dont les ressources sont connues : ce sur quoi porte la part.",
  qpv_realise: "Parmi eux, ménages des trois autres quartiles de ressources.",
  qpv_propositions: "Propositions de logements en quartier prioritaire écrites dans Blaise.",
  qpv_propositions_autres_quartiles: "Parmi elles, faites à des ménages des trois autres quartiles.",
  qpv_propositions_sans_ressources: "Parmi elles, faites à des ménages dont les ressources sont inconnues.",
  non_localisees: "Baux dont on ne sait pas s’ils sont en quartier prioritaire.",
  non_localisees_premier_quartile: "Parmi eux, ménages du 1er quartile.",
  non_localisees_autres: "Parmi eux, ménages des trois autres quartiles.",
  probablement_hors_qpv: "Parmi eux, ceux que le parc publié dit plutôt hors quartier prioritaire, sans le prouver.",
  probablement_en_qpv: "Parmi eux, ceux que le parc publié dit plutôt en quartier prioritaire, sans le prouver.",
  deduites: "Baux aux ressources connues, dont la situation n’était pas déclarée et a été déduite.",
  sans_ressources: "Baux dont les ressources du ménage sont inconnues : hors des deux objectifs.",
  ressources_nulles: "Baux de ménages qui déclarent 0 € de ressources.",
};

const PAR_FIN: Readonly<Record<string, string>> = {
  taux: "Réalisé divisé par les attributions.",
  borne_basse: "Part la plus basse que les baux inconnus permettent.",
  borne_haute: "Part la plus haute que les baux inconnus permettent.",
  etat_assiette: "Attributions selon la méthode de l’État, sur les seules situations déclarées.",
  etat_realise: "Réalisé selon la méthode de l’État, sur les seules situations déclarées.",
  incertaines: "Baux dont un fait manque pour savoir s’ils comptent.",
  sans_situation: "Parmi les incertaines, baux dont la situation est inconnue.",
  sans_ressources: "Parmi les incertaines, baux dont les ressources sont inconnues.",
  sans_relogement: "Parmi les incertaines, baux dont on ne sait pas s’ils sont des relogements.",
  lignes_rejetees:
    "Parmi les incertaines, lignes du fichier qui n’ont pas pu être lues : chacune est peut-être un bail.",
  a_renseigner:
    "Le moins de baux inconnus à renseigner pour trancher, quelles que soient les réponses ; vide s’il est tranché.",
  plancher: "Part que le texte demande au moins.",
  attendu: "Baux qu’il faut pour atteindre le plancher : plancher multiplié par les attributions, arrondi au-dessus.",
  manque: "Baux qui manquent pour l’atteindre ; vide quand rien n’est tranché.",
  verdict: "Atteint, non atteint, ou ce qui empêche de trancher.",
  cible_taux: "Part écrite dans la convention.",
  cible_attendu: "Baux qu’il faut pour tenir la convention.",
  cible_manque: "Baux qui manquent pour la tenir.",
  cible_verdict: "Tenu, non tenu, ou ce qui empêche de trancher, contre la convention.",
};

/** Throws for a measure that has none. */
export function definitionMesure(code: string): string {
  const definition = PAR_CODE[code] ?? PAR_FIN[code.replace(/^(hors_qpv|qpv)_/, "")];
  if (definition === undefined) throw new Error(`No definition of the measure « ${code} »`);
  return definition;
}
