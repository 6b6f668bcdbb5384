import { REGLE_PUBLICS_PRIORITAIRES } from "#droit/regles/publics-prioritaires.ts";
import type { Methode } from "../bilan.ts";
import { POIDS_PRIOR } from "./bloc.ts";

export const METHODES_EFFORT: readonly Methode[] = [
  {
    regle: "effort.baux-attendus",
    titre: "Baux attendus d’ici au 31 décembre",
    article: "Choix de Blaise, modifiable ligne à ligne",
    texte:
      "Moyenne de ce que les trois dernières années publiées ont signé dans les mêmes mois, dans l’assiette de l’objectif, arrondie pour chacun ; l’ensemble est leur somme. Une livraison de programme neuf n’y est pas : saisissez le nombre attendu. Une année dont rien n’est publié dans ces mois n’entre pas dans la moyenne. Un mois entamé compte au prorata des jours qu’il en reste. Quand un trimestre passé n’est pas entièrement publié, le nombre est inconnu. Une fois les quatre trimestres entiers, plus rien n’est attendu.",
    formule: "m = moyenne des mêmes mois des années passées, le mois entamé au prorata, arrondie ; ensemble = somme",
    confiance: "M",
    parametres: [],
  },
  {
    regle: "effort.baux-a-signer",
    titre: "Combien des prochains baux",
    article: "Art. L. 441-1 et L. 441-1-6 du CCH ; convention",
    texte:
      "Le plus petit nombre entier de baux à compter parmi ceux qui restent pour que l’objectif soit atteint sur l’année entière. Quand la convention écrit un nombre, c’est ce nombre ; sinon son taux, sur l’assiette de toute l’année.",
    formule: "k = max(0, ⌈t × (n + m)⌉ − x), ou max(0, N − x)",
    confiance: "M",
    parametres: [],
  },
  {
    regle: "effort.probabilite",
    titre: "Chances d’y arriver",
    article: "Loi bêta-binomiale (P. E. Pfeifer, 1985 ; A. Gelman et al., Bayesian Data Analysis, chap. 2)",
    texte:
      "Si les prochains baux ressemblent à ceux de l’année, la part vraie n’est connue qu’à travers eux : la loi bêta-binomiale tient compte de cette incertitude, qu’un calcul binomial oublierait. Le nombre de baux à venir, quand il est estimé, suit une loi de Poisson autour de sa moyenne. La probabilité n’est dite certaine que si plus rien ne peut la renverser. L’idée préalable (a priori) est affichée et peut être choisie.",
    formule: `P(BêtaBin(m ; a + x, b + n − x) ≥ k) ; a priori de Jeffreys ½, ½, ou les baux de l’année précédente comptés pour ${POIDS_PRIOR * 100} %`,
    confiance: "M",
    parametres: [],
  },
  {
    regle: "effort.petits-nombres",
    titre: "Hasard des petits nombres",
    article: "E. B. Wilson, 1927 ; C. Clopper et E. Pearson, 1934",
    texte:
      "Trois questions, jamais mêlées : le compte (un recensement, sans intervalle), ce que l’inconnu peut changer (les bornes), et si l’écart dépasse le hasard (intervalle de Wilson à 95 % ; Clopper-Pearson, plus prudent, à côté ; test unilatéral mid-p contre l’objectif). Sous 20 attributions, on montre la fraction.",
    formule: "intervalle de Wilson ; mid-p = P(X < x) + ½ P(X = x) sous le taux visé",
    confiance: "M",
    parametres: [],
  },
  {
    regle: "effort.trancher",
    titre: "Ce qui suffit à trancher",
    article: "Identification partielle (C. Manski)",
    texte:
      "Quand l’inconnu peut renverser la réponse, le plus petit nombre d’attributions qu’il suffit de localiser, bien choisies, pour que la réponse soit sûre quelle que soit leur place ; et le plus petit nombre qui peut suffire si elles tombent du bon côté.",
    formule: "recherche exacte sur toutes les places possibles",
    confiance: "M",
    parametres: [],
  },
  {
    regle: REGLE_PUBLICS_PRIORITAIRES,
    titre: "Publics prioritaires, par réservataire",
    article: "Art. L. 441-1, L. 313-26-2 et L. 313-35 du CCH",
    texte:
      "Attributions suivies de baux signés, imputées sur le contingent du réservataire, aux ménages reconnus DALO ou prioritaires. Un statut que le fichier ne dit pas, ou un contingent inconnu, n’est ni oui ni non : il élargit les bornes.",
    formule: "(DALO ∪ prioritaires) ÷ attributions du contingent",
    confiance: "S",
    parametres: [],
  },
];
