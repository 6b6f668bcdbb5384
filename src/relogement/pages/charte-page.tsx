import { LIBELLE_REPONSE } from "#droit/regles/attribution/libelles.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  type EtatFormulaire,
  optionsOf,
  Relire,
  renderPageFormulaire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { LIMITE_TEXTE_LIBRE } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { CharteImmeuble, PointLu } from "../lectures/charte.ts";
import { LIBELLE_PARTIE_CHARTE, PARTIES_CHARTE } from "../regles/charte.ts";
import { CHEMIN_COMITE, cheminCharte, TagReponse } from "./charte-parts.tsx";

export type ChartePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly charte: CharteImmeuble;
  readonly annonce: string | null;
};

/** Points of one building, each with its count and its written answer. */
export function renderChartePage({ cadre, epci, charte, annonce }: ChartePageProps): string {
  const titre = `Charte : ${charte.nom}`;
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_COMITE)}>Comité de suivi et charte</a>
        </p>
        <h1>{titre}</h1>
        {charte.ecrire ? null : (
          <p class="chapo">Les réponses sont écrites par qui l’immeuble est confié ; vous les lisez.</p>
        )}
        <ResultatActe annonce={annonce} />
        {PARTIES_CHARTE.map((partie) => (
          <section>
            <h2>{LIBELLE_PARTIE_CHARTE[partie]}</h2>
            <ul class="points">
              {charte.points
                .filter(({ principe }) => principe.partie === partie)
                .map((point) => (
                  <Point epci={epci} charte={charte} point={point} />
                ))}
            </ul>
          </section>
        ))}
      </>
    ),
  });
}

function Point({ epci, charte, point }: { epci: string; charte: CharteImmeuble; point: PointLu }) {
  const { principe, reponse, origine, le, texte, constat } = point;
  return (
    <li>
      <h3>
        {principe.titre} <TagReponse reponse={reponse} />
      </h3>
      <p class="aide">{principe.aide}</p>
      {constat ? <p>{constat}</p> : null}
      {origine === "saisie" && le !== null ? (
        <p>
          Noté le {formatJour(le)}
          {texte ? " : " : "."}
          {texte ? <span class="texte-libre">{texte}</span> : null}
        </p>
      ) : null}
      {charte.ecrire && !principe.calcul ? (
        <p class="ecran">
          <a
            class="cible"
            href={hrefTerritoire(epci, cheminCharte(charte.operation, "point"), { point: principe.code })}
          >
            {origine === "aucune" ? "Répondre" : "Changer la réponse"}
            <span class="lu"> : {principe.titre}</span>
          </a>
        </p>
      ) : null}
    </li>
  );
}

export type PointPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly charte: CharteImmeuble;
  readonly point: PointLu;
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
  readonly aujourdhui: string;
};

const REPONSES = ["oui", "non", "inconnu"] as const;

/** Form of one answer. */
export function renderPointPage({ cadre, epci, charte, point, etat, aRelire, aujourdhui }: PointPageProps): string {
  const { principe, constat } = point;
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    titre: principe.titre,
    sous: (
      <>
        <p>{charte.nom}</p>
        <p class="aide">{principe.aide}</p>
        {constat ? <p>{constat}</p> : null}
      </>
    ),
    chemin: cheminCharte(charte.operation, "point"),
    retour: { chemin: cheminCharte(charte.operation), libelle: `Charte : ${charte.nom}` },
    bouton: "Enregistrer la réponse",
    children: (
      <>
        <input type="hidden" name="point" value={principe.code} />
        <Choix etat={etat} nom="reponse" libelle="Respecté" options={optionsOf(REPONSES, LIBELLE_REPONSE)} requis />
        <Champ etat={etat} nom="le" libelle="Constaté le" type="date" max={aujourdhui} requis />
        <TexteLong
          etat={etat}
          nom="texte"
          libelle="Précision"
          aide="Un fait, sans nom ni rien qui désigne un ménage."
          lignes={3}
          limite={LIMITE_TEXTE_LIBRE}
        />
        <Relire affiche={aRelire} />
      </>
    ),
  });
}
