import type { CadreDossier } from "#dossier/pages/page-dossier.tsx";
import { LIBELLE_MOTIF_MENAGE, MOTIFS_REFUS_MENAGE } from "#dossier/regles/proposition/proposition.ts";
import { Choix, type EtatFormulaire, optionsOf } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { PropositionDite } from "../lectures/lire-suivi.ts";
import { renderPageSuivi } from "./page-suivi.tsx";
import { DetailProposition, Pourquoi } from "./suivi-page.tsx";

export type ReponsePageProps = {
  readonly commun: CadreDossier;
  readonly proposition: PropositionDite;
  readonly sens: "accepter" | "refuser";
  readonly etat: EtatFormulaire;
};

/** Says what the answer entails before the household gives it. */
export function renderReponsePage({ commun, proposition, sens, etat }: ReponsePageProps): string {
  const accepter = sens === "accepter";
  return renderPageSuivi({
    commun,
    titre: accepter ? "Voulez-vous accepter ?" : "Pourquoi refusez-vous ?",
    refus: etat.refus,
    retour: false,
    children: (
      <>
        <div class="carte-fiche">
          <DetailProposition proposition={proposition} />
          <Pourquoi proposition={proposition} />
        </div>
        {accepter ? <SiAccepte proposition={proposition} /> : <SiRefuse />}
        <p>Réponse attendue avant la fin du {formatJour(proposition.repondreAvant)}.</p>
        <form class="saisie" method="post" action={hrefDemande(commun.epci, `propositions/${proposition.id}/${sens}`)}>
          {accepter ? null : (
            <Choix
              etat={etat}
              nom="motif"
              libelle="Votre raison"
              requis
              options={optionsOf(MOTIFS_REFUS_MENAGE, LIBELLE_MOTIF_MENAGE)}
            />
          )}
          <p class="ligne">
            <button class="bouton" type="submit">
              {accepter ? "J’accepte" : "Je refuse"}
            </button>
            <a class="cible" href={hrefDemande(commun.epci)}>
              Revenir sans répondre
            </a>
          </p>
        </form>
      </>
    ),
  });
}

function SiAccepte({ proposition }: { proposition: PropositionDite }) {
  return (
    <ul>
      {proposition.nature === "visite" ? (
        <li>L’organisme vous dit le jour et l’heure de la visite.</li>
      ) : (
        <li>L’organisme vous appelle pour la visite et le bail.</li>
      )}
      <li>Rien n’est signé aujourd’hui.</li>
      <li>Votre demande reste active jusqu’à la signature du bail.</li>
    </ul>
  );
}

function SiRefuse() {
  return (
    <ul>
      <li>Le logement sera proposé à un autre ménage.</li>
      <li>Votre demande reste active. Vous gardez votre ancienneté.</li>
      <li>Un refus expliqué ne vous enlève rien automatiquement.</li>
      <li>Si vous êtes reconnu prioritaire (« DALO »), parlez-en d’abord au guichet.</li>
    </ul>
  );
}
