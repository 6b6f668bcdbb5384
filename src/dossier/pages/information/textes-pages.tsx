import { BarreFiltres, Saisir } from "#socle/pages/design/filtres.tsx";
import { hrefDemande, hrefPublic, hrefTelephone } from "#socle/pages/design/page-publique.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { TextePage } from "../../lectures/information/read-information.ts";
import type { Contenu } from "../../regles/information/contenu.ts";
import { renderVitrine, TexteDePage, TexteRiche, type Vitrine } from "./vitrine.tsx";

type ListeProps = {
  readonly vitrine: Vitrine;
  readonly contenus: readonly Contenu[];
  readonly recherche: string;
};

export function renderQuestionsPage({ vitrine, contenus, recherche }: ListeProps): string {
  return renderVitrine({
    vitrine,
    titre: "Questions fréquentes",
    children: (
      <>
        <Recherche chemin={hrefPublic(vitrine.epci, "questions")} recherche={recherche} trouves={contenus.length} />
        {recherche === "" && contenus.length > 0 ? (
          <nav aria-label="Questions">
            <ul class="liste-liens">
              {contenus.map((contenu) => (
                <li>
                  <a href={`#${anchorOf(contenu)}`}>{contenu.titre}</a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {contenus.map((contenu) => (
          <section aria-labelledby={anchorOf(contenu)}>
            <h2 id={anchorOf(contenu)}>{contenu.titre}</h2>
            {contenu.falc ? <Falc /> : null}
            <TexteRiche texte={contenu.texte} />
          </section>
        ))}
        <p>
          Vous ne trouvez pas ?{" "}
          <a class="lien-seul" href={hrefPublic(vitrine.epci, "aide")}>
            Être aidé
          </a>
        </p>
      </>
    ),
  });
}

export function renderGlossairePage({ vitrine, contenus, recherche }: ListeProps): string {
  return renderVitrine({
    vitrine,
    titre: "Mots expliqués",
    children: (
      <>
        <Recherche chemin={hrefPublic(vitrine.epci, "glossaire")} recherche={recherche} trouves={contenus.length} />
        {contenus.map((contenu) => (
          <section aria-labelledby={anchorOf(contenu)}>
            <h2 id={anchorOf(contenu)}>{contenu.titre}</h2>
            {contenu.falc ? <Falc /> : null}
            <TexteRiche texte={contenu.texte} />
          </section>
        ))}
      </>
    ),
  });
}

/** The `falc` text of the same key may be on the same page: its anchor differs. */
function anchorOf({ cle, falc }: Contenu): string {
  return falc ? `${cle}-facile` : cle;
}

function Falc() {
  return <p class="discret">Facile à lire et à comprendre</p>;
}

function Recherche({ chemin, recherche, trouves }: { chemin: string; recherche: string; trouves: number }) {
  return (
    <>
      <BarreFiltres action={chemin} titre="Chercher un mot" bouton="Chercher">
        <Saisir nom="q" libelle="Chercher un mot" valeur={recherche} type="search" />
      </BarreFiltres>
      {recherche === "" ? null : (
        <p role="status">
          {trouves === 0 ? `Rien ne contient « ${recherche} ».` : `${formatCompte(trouves, "réponse")}.`}{" "}
          <a href={chemin}>Tout voir</a>
        </p>
      )}
    </>
  );
}

type AideProps = { readonly vitrine: Vitrine; readonly texte: TextePage };

export function renderAidePage({ vitrine, texte }: AideProps): string {
  const { epci, aide } = vitrine;
  return renderVitrine({
    vitrine,
    titre: texte.ordinaire?.titre ?? "Être aidé",
    children: (
      <>
        {aide.telephone === null ? null : (
          <Message ton="neutre" titre="Par téléphone">
            <p>
              <a class="lien-seul" href={hrefTelephone(aide.telephone)}>
                {aide.telephone}
              </a>
            </p>
          </Message>
        )}
        <TexteDePage texte={texte} />
        <ul class="liste-liens">
          <li>
            <a href={hrefPublic(epci, "guichets")}>Voir les guichets et leurs horaires</a>
          </li>
          <li>
            <a href={hrefDemande(epci, "nouvelle")}>Faire la demande pour une autre personne</a>
          </li>
          <li>
            <a href={hrefPublic(epci, "questions")}>Lire les questions fréquentes</a>
          </li>
        </ul>
      </>
    ),
  });
}
