import type { EchangeLu } from "#attributions/lectures/echange/lire-echanges.ts";
import { type EtapeEchange, etapeOf, isAttendu } from "#attributions/regles/echange/echange.ts";
import type { CadreDossier } from "#dossier/pages/page-dossier.tsx";
import type { EtatFormulaire } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { sayEuros } from "./mots.ts";
import { renderPageSuivi } from "./page-suivi.tsx";

/** Part of the household's page; nothing when no exchange was proposed. */
export function Echanges({ epci, echanges }: { readonly epci: string; readonly echanges: readonly EchangeLu[] }) {
  if (echanges.length === 0) return null;
  return (
    <section id="echanges">
      <h2>Échanger votre logement</h2>
      {echanges.map((un) => (
        <article class="carte-fiche">
          <h3>Échange proposé le {formatJour(un.proposeLe)}</h3>
          <DetailEchange un={un} />
          <p>{sayEtape(un)}</p>
          {isAttendu(un) ? (
            <p>
              <a class="bouton" href={hrefDemande(epci, `echanges/${un.id}`)}>
                Répondre
              </a>
            </p>
          ) : null}
        </article>
      ))}
    </section>
  );
}

function DetailEchange({ un: { autre } }: { readonly un: EchangeLu }) {
  const { bailleur, commune, secteur, adresse, typologie, surface, loyer, charges } = autre;
  const lieu = [adresse, secteur, commune].filter((dit) => dit !== null).join(", ");
  return (
    <dl>
      <dt>Logement</dt>
      <dd>{lieu === "" ? "lieu inconnu" : lieu}</dd>
      <dt>Taille</dt>
      <dd>
        {typologie ?? "inconnue"}
        {surface === null ? ", surface inconnue" : `, ${formatNombre(surface)} m²`}
      </dd>
      <dt>Loyer</dt>
      <dd>{loyer === null ? "inconnu" : `${sayEuros(loyer)} par mois`}</dd>
      <dt>Charges</dt>
      <dd>{charges === null ? "inconnues" : `${sayEuros(charges)} par mois`}</dd>
      <dt>Bailleur</dt>
      <dd>{bailleur}</dd>
    </dl>
  );
}

const RESTE_ACTIVE = "Votre demande reste active, avec son ancienneté.";

const DIT_ETAPE: Readonly<Record<EtapeEchange, string>> = {
  "votre-reponse": "Les bailleurs n’ont pas encore répondu.",
  "autre-bailleur": "Les bailleurs n’ont pas encore répondu.",
  menages: "Dites si vous le voulez. Rien ne vous oblige.",
  "a-ouvrir": "Les deux ménages ont dit oui. Chaque bailleur présente le logement à sa commission d’attribution.",
  commission: "La commission d’attribution examine l’échange. Vous lirez sa décision ici.",
  signe: "Les deux baux sont signés : l’échange est fait.",
  "refuse-bailleur": `Un bailleur n’a pas voulu cet échange. ${RESTE_ACTIVE}`,
  "refuse-menage": `L’autre ménage ne veut pas de cet échange. ${RESTE_ACTIVE}`,
  retire: `L’échange s’arrête : l’un des deux logements n’est plus à échanger. ${RESTE_ACTIVE}`,
};

function sayEtape({ etat }: EchangeLu): string {
  const etape = etapeOf(etat);
  if (etape === "menages" && etat.menage === "oui") return "Vous avez dit oui. L’autre ménage n’a pas encore répondu.";
  if (etape === "refuse-menage" && etat.menage === "non") return `Vous n’avez pas voulu cet échange. ${RESTE_ACTIVE}`;
  return DIT_ETAPE[etape];
}

type EchangePageProps = {
  readonly commun: CadreDossier;
  readonly un: EchangeLu;
  readonly etat: EtatFormulaire;
};

/** Says what each answer entails before the household gives it. */
export function renderEchangePage({ commun, un, etat }: EchangePageProps): string {
  return renderPageSuivi({
    commun,
    titre: "Voulez-vous échanger votre logement ?",
    refus: etat.refus,
    retour: false,
    children: (
      <>
        <div class="carte-fiche">
          <h2>Le logement que vous auriez</h2>
          <DetailEchange un={un} />
        </div>
        <ul>
          <li>Si vous dites oui, l’autre ménage lit votre adresse ; vous lisez la sienne s’il dit oui.</li>
          <li>Chaque commission d’attribution décide ensuite. Rien n’est signé aujourd’hui.</li>
          <li>Les deux baux se signent ensemble : vous ne quittez pas votre logement sans avoir l’autre.</li>
          <li>Si vous dites non, ce n’est pas un refus de logement : votre demande et son ancienneté restent.</li>
        </ul>
        <form class="saisie" method="post" action={hrefDemande(commun.epci, `echanges/${un.id}`)}>
          <p class="ligne">
            <button class="bouton" type="submit" name="reponse" value="oui">
              Je veux cet échange
            </button>
            <button class="bouton second" type="submit" name="reponse" value="non">
              Je n’en veux pas
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
