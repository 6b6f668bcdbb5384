import type { Contenu } from "./contenu.ts";

/** Words that a household meets in letters and on these pages, with their explanation. */
export const GLOSSAIRE_FOURNI: readonly Contenu[] = [
  mot(
    "action-logement",
    "Action Logement",
    "Un organisme payé par les entreprises. Il aide leurs salariés à se loger.",
  ),
  mot(
    "attestation",
    "Attestation",
    "Le papier qui prouve que votre demande est enregistrée. Il porte votre numéro unique.",
  ),
  mot(
    "avis-d-impot",
    "Avis d’impôt",
    "La feuille que les impôts vous envoient chaque année. On y lit votre revenu fiscal de référence.",
  ),
  mot(
    "bailleur",
    "Bailleur social",
    "L’organisme à qui appartiennent les logements sociaux. Il signe le bail avec vous.",
  ),
  mot(
    "commission-d-attribution",
    "Commission d’attribution",
    "Le groupe qui choisit à qui donner un logement. Chaque bailleur a la sienne. On écrit parfois « CAL » ou « CALEOL ».",
  ),
  mot(
    "cotation",
    "Cotation",
    "Des points donnés à une demande, selon la situation. Ils aident à comparer, ils ne décident pas.",
  ),
  mot("cotitulaire", "Cotitulaire", "La personne qui signera le bail avec vous."),
  mot(
    "dalo",
    "Droit au logement opposable",
    "Un recours quand on est mal logé ou qu’on attend trop. On écrit aussi « DALO ».",
  ),
  mot("guichet", "Guichet", "Un lieu où l’on vous renseigne. Certains enregistrent aussi votre demande."),
  mot("mutation", "Mutation", "Passer d’un logement social à un autre."),
  mot("numero-unique", "Numéro unique", "Le numéro de votre demande. Il vaut dans toute la France."),
  mot("personne-a-charge", "Personne à charge", "Une personne qui dépend de vous pour les impôts, comme un enfant."),
  mot(
    "plafond",
    "Plafond de revenus",
    "Le montant à ne pas dépasser pour avoir un logement social. Il change chaque année.",
  ),
  mot(
    "plai-plus-pls",
    "PLAI, PLUS, PLS",
    "Trois sortes de logements sociaux. Le PLAI est pour les revenus les plus petits. Le PLUS est le plus courant. Le PLS est pour des revenus plus grands.",
  ),
  mot("quartier-prioritaire", "Quartier prioritaire", "Un quartier que l’État aide davantage. On écrit aussi « QPV »."),
  mot("radiation", "Radiation", "La fin d’une demande. Elle n’est plus étudiée."),
  mot("reservataire", "Réservataire", "Un organisme qui peut proposer des candidats pour certains logements."),
  mot(
    "revenu-fiscal-de-reference",
    "Revenu fiscal de référence",
    "Le montant écrit sur votre avis d’impôt, sur la première page. C’est lui que l’on compare au plafond.",
  ),
];

function mot(cle: string, titre: string, texte: string): Contenu {
  return { rubrique: "glossaire", cle, titre, texte, falc: false };
}
