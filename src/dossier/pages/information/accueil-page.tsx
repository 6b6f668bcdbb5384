import type { Cadre } from "#socle/pages/design/cadre.ts";
import { hrefDemande, hrefPublic, hrefTelephone, renderPagePublique } from "#socle/pages/design/page-publique.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { PORTAIL_NATIONAL } from "#socle/regles/shared/portail-national.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import type { TextePage } from "../../lectures/information/read-information.ts";
import { TexteDePage, type Vitrine } from "./vitrine.tsx";

/** Chooses the territory when several are open. */
export function renderTerritoiresPage(cadre: Cadre, territoires: readonly Territoire[]): string {
  const titre = "Où cherchez-vous un logement ?";
  return renderPagePublique({
    cadre,
    titre,
    epci: null,
    nomTerritoire: "",
    aide: { telephone: null },
    enTete: <Professionnels />,
    children: (
      <>
        <h1>{titre}</h1>
        {territoires.length === 0 ? (
          <Message ton="neutre" titre="Aucun territoire n’est ouvert ici">
            <p>Pour demander un logement social, adressez-vous à la mairie de votre choix.</p>
            <p>
              Le formulaire national est sur <a href={PORTAIL_NATIONAL.href}>{PORTAIL_NATIONAL.nom}</a>.
            </p>
          </Message>
        ) : (
          <ul class="entrees">
            {territoires.map(({ epci, nom }) => (
              <li>
                <a class="entree" href={hrefPublic(epci)}>
                  <strong>{nom}</strong>
                </a>
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  });
}

type AccueilProps = { readonly vitrine: Vitrine; readonly texte: TextePage };

export function renderAccueilPubliquePage({ vitrine, texte }: AccueilProps): string {
  const { cadre, epci, nom, aide } = vitrine;
  const titre = texte.ordinaire?.titre ?? "Demander un logement social";
  return renderPagePublique({
    cadre,
    titre,
    epci,
    aide,
    nomTerritoire: nom,
    enTete: <Professionnels />,
    children: (
      <>
        <h1>{titre}</h1>
        <TexteDePage texte={texte} />
        <ul class="entrees">
          <li>
            <a class="entree premiere" href={hrefDemande(epci, "nouvelle")}>
              <strong>Faire une demande</strong>
              <span>Pour vous, ou pour une autre personne. Vous pouvez vous arrêter et reprendre.</span>
            </a>
          </li>
          <li>
            <a class="entree" href={hrefDemande(epci, "reprendre")}>
              <strong>Suivre ma demande</strong>
              <span>Reprendre, ajouter un papier, répondre à une proposition.</span>
            </a>
          </li>
          <li>
            <a class="entree" href={hrefPublic(epci, "aide")}>
              <strong>Être aidé</strong>
              <span>Une personne remplit la demande avec vous.</span>
            </a>
          </li>
        </ul>
        <p>
          Le portail national prend aussi votre demande, pour toute la France :{" "}
          <a class="lien-seul" href={PORTAIL_NATIONAL.href}>
            {PORTAIL_NATIONAL.nom}
          </a>
        </p>
        {aide.telephone ? (
          <p>
            Par téléphone :{" "}
            <a class="lien-seul" href={hrefTelephone(aide.telephone)}>
              {aide.telephone}
            </a>
          </p>
        ) : null}
        <h2>Avant de demander</h2>
        <ul class="liste-liens">
          {LIENS.map(([chemin, libelle]) => (
            <li>
              <a href={hrefPublic(epci, chemin)}>{libelle}</a>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

const LIENS = [
  ["conditions", "Puis-je demander ? Vérifier mes revenus"],
  ["guichets", "Où aller : guichets et horaires"],
  ["communes", "Logements et attente par commune"],
  ["reserves", "Logements réservés aux salariés des entreprises"],
  ["questions", "Questions fréquentes"],
  ["glossaire", "Mots expliqués"],
  ["plaquette.pdf", "La plaquette à imprimer (PDF)"],
] as const;

/** Link shown on the pages where visitors arrive; elsewhere it is in the footer. */
function Professionnels() {
  return <a href="/connexion">Espace des professionnels</a>;
}
