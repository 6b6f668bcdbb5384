import type { Contenu } from "./contenu.ts";

/**
 * Shipped with Blaise and shown until the EPCI writes its own. Each fact of law cites its article of the code de la construction et de l’habitation.
 */
export const QUESTIONS_FOURNIES: readonly Contenu[] = [
  question(
    "qui-peut-demander",
    "Qui peut demander un logement social ?",
    `Il faut deux choses :

- être français, ou avoir un titre de séjour valable ;
- ne pas dépasser un plafond de revenus.

Vous pouvez travailler ou non. Vous pouvez déjà avoir un logement social.

Le plafond dépend du logement et de votre famille. (Article R. 441-1.)`,
  ),
  question(
    "habiter-la-commune",
    "Faut-il déjà habiter la commune ?",
    "Non. Personne ne peut refuser votre demande pour cette raison. (Article R. 441-2-3.)",
  ),
  question("prix", "Combien coûte une demande ?", "Rien. La demande est gratuite. Ne payez personne pour la faire."),
  question(
    "papiers",
    "Quels papiers faut-il ?",
    `Pour enregistrer la demande, il faut :

- le formulaire rempli ;
- une pièce d’identité, ou un titre de séjour.

Pour étudier la demande, il faut aussi votre avis d’impôt.

On peut vous demander d’autres papiers, selon votre situation. La liste est fixée par l’État.

Vous donnez chaque papier une seule fois. (Arrêté du 22 décembre 2020.)`,
  ),
  question(
    "numero-unique",
    "Qu’est-ce que le numéro unique ?",
    `C’est le numéro de votre demande. Il vaut dans toute la France.

Vous le recevez avec une attestation, dans le mois. (Article L. 441-2-1.)

Gardez-le : on vous le demandera à chaque contact.`,
  ),
  question(
    "pas-de-numero",
    "Je n’ai pas reçu mon numéro. Que faire ?",
    `Appelez d’abord le guichet où vous avez fait la demande.

Toujours rien après 15 jours ? Vous pouvez écrire au préfet. (Article R. 441-2-4-1.)`,
  ),
  question(
    "duree",
    "Combien de temps dure une demande ?",
    `Un an. Ensuite, il faut la renouveler.

On vous écrit au moins un mois avant la fin.

En renouvelant, vous gardez votre date de départ. (Article R. 441-2-7.)`,
  ),
  question(
    "fin-de-demande",
    "Pourquoi une demande s’arrête-t-elle ?",
    `Il y a cinq raisons, pas une de plus :

- vous avez signé un bail ;
- vous avez demandé d’arrêter, par écrit ;
- vous n’avez pas répondu dans le délai de l’avertissement, un mois au moins ;
- la demande n’est pas recevable, après un avertissement d’un mois ;
- vous ne l’avez pas renouvelée.

(Article R. 441-2-8.)`,
  ),
  question(
    "qui-decide",
    "Qui décide de donner un logement ?",
    `La commission d’attribution du bailleur. Le bailleur est le propriétaire des logements.

Ni ce site, ni votre guichet, ni un calcul de points ne décide. (Article L. 441-2.)`,
  ),
  question(
    "points",
    "À quoi servent les points ?",
    `Des points peuvent aider à comparer les demandes. Cela s’appelle la cotation.

Ils n’attribuent pas un logement. Ils ne rejettent aucune demande. (Article L. 441-2-8.)`,
  ),
  question(
    "revenus-baisse",
    "Mes revenus ont baissé. Que compte-t-on ?",
    `On regarde d’abord vos revenus d’il y a deux ans.

Ils ont baissé d’au moins 10 % ? On prend alors les plus récents.

Gardez les papiers qui le montrent. (Arrêté du 29 juillet 1987, article 4.)`,
  ),
  question(
    "separation",
    "Je me sépare. Quels revenus compte-t-on ?",
    `On compte seulement vos revenus, pas ceux de l’autre personne.

Il faut un papier qui montre la séparation. Le guichet vous dira lequel. (Arrêté du 29 juillet 1987.)`,
  ),
  question(
    "garde-partagee",
    "Mes enfants viennent chez moi une partie du temps.",
    `Dites-le dans la demande. On en tient compte pour le nombre de pièces.

Ils ne changent pas votre plafond de revenus.`,
  ),
  question(
    "attente-longue",
    "J’attends depuis très longtemps. Que faire ?",
    `Le préfet fixe un délai dans chaque département. (Article L. 441-1-4.)

Ce délai est passé ? Vous pouvez demander à faire reconnaître votre droit au logement.

Sans logement, ou en danger ? Vous n’avez pas à attendre. (Article L. 441-2-3.)`,
  ),
  question(
    "voir-ma-demande",
    "Puis-je voir ce qui est écrit sur moi ?",
    `Oui, à tout moment. Vous pouvez aussi faire corriger une erreur.

On doit vous dire ce que la commission a décidé, et pourquoi. (Article R. 441-2-17.)`,
  ),
];

function question(cle: string, titre: string, texte: string): Contenu {
  return { rubrique: "question", cle, titre, texte, falc: false };
}
