import { escapeXml } from "#socle/images/svg.ts";
import type { CelluleFigure, Figure } from "#socle/lectures/observatoire/figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { formatJour, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import type { FigureParEnsembles } from "../../lectures/diffusion/ensembles.ts";
import type { Theme } from "../../lectures/diffusion/jeu.ts";
import type { DiffusionPublique, JeuPublie } from "../../lectures/diffusion/ports.ts";
import type { FondObservatoire } from "../adresses.ts";
import { FigureLibre } from "../figure.tsx";
import type { Regard } from "../multiples.tsx";
import { ReglerCarte } from "../regler-carte.tsx";

const TITRE = "Observatoires du logement social";
const LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence";

const LIBELLE_THEME: Readonly<Record<Theme, string>> = {
  convention: "Résultats de la convention",
  attributions: "Attributions",
  demandes: "Demandes",
  parc: "Parc, vacance et loyers",
};
const THEMES = ["convention", "attributions", "demandes", "parc"] as const satisfies readonly Theme[];

export type TerritoirePublic = { readonly epci: string; readonly nom: string; readonly publieLe: string };

/** Territories with a published release, open without an account. */
export function renderTerritoiresPublicsPage(
  cadre: Cadre,
  territoires: readonly TerritoirePublic[],
  conferences: readonly Pick<TerritoirePublic, "epci" | "nom">[],
): string {
  return renderPage({
    cadre,
    titre: TITRE,
    children: (
      <>
        <h1>{TITRE}</h1>
        <p class="chapo">
          À qui les logements sociaux sont attribués, combien de ménages en demandent un, combien il y en a : les
          chiffres publics de chaque intercommunalité.
        </p>
        {territoires.length === 0 ? (
          <EtatVide titre="Aucun territoire ne publie encore">
            <p>Les chiffres paraissent ici dès qu’une intercommunalité les diffuse.</p>
          </EtatVide>
        ) : (
          <ul class="texte">
            {territoires.map(({ epci, nom, publieLe }) => (
              <li>
                <a href={`/observatoire/${epci}`}>{nom}</a>{" "}
                <span class="discret">(publié le {formatJour(publieLe)})</span>
              </li>
            ))}
          </ul>
        )}
        <Conferences conferences={conferences} />
        <p>
          <a href="/catalogue.jsonld">Catalogue des données (DCAT, JSON-LD)</a>
        </p>
      </>
    ),
  });
}

function Conferences({ conferences }: { conferences: readonly Pick<TerritoirePublic, "epci" | "nom">[] }) {
  if (conferences.length === 0) return null;
  return (
    <section aria-labelledby="conferences">
      <h2 id="conferences">Ce que décident les conférences du logement</h2>
      <p>Qui y siège, ce qu’elles ont décidé, leurs actions et leurs évaluations.</p>
      <ul class="texte">
        {conferences.map(({ epci, nom }) => (
          <li>
            <a href={hrefTerritoire(epci, "cil")}>{nom}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export type TerritoireDiffuse = {
  readonly epci: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly diffusion: DiffusionPublique;
};

type PageProps = TerritoireDiffuse & { readonly cadre: Cadre };

/** The last release of a territory: key figures, then tables. */
export function renderDiffusionPubliquePage(props: PageProps): string {
  const { cadre, epci, nom, diffusion } = props;
  return renderPage({
    cadre,
    titre: `Logement social : ${nom}`,
    children: (
      <>
        <h1>Le logement social, {nom}</h1>
        <Demonstration {...props} />
        <ChiffresCles jeux={diffusion.jeux} />
        <Attente epci={epci} jeux={diffusion.jeux} />
        {THEMES.map((theme) => (
          <Sommaire theme={theme} epci={epci} jeux={diffusion.jeux.filter((jeu) => jeu.theme === theme)} />
        ))}
        <section aria-labelledby="secret">
          <h2 id="secret">Ce qui n’est pas montré</h2>
          <p>
            « Secret » marque un nombre que l’on pourrait rapporter à quelques ménages, ou à un seul bailleur. Un compte
            de ménages de moins de {diffusion.seuil} n’est jamais publié ; d’autres nombres sont masqués avec lui, pour
            qu’une soustraction ne le rende pas. Avant chaque publication, un calcul vérifie que rien de ce qui est
            masqué ne peut être retrouvé, même avec tout ce qui a déjà été publié. Ces règles sont celles de la
            statistique publique ; aucun texte ne les impose ici : seuils à confirmer.
          </p>
          <p>Un nombre publié une fois n’est plus changé : une correction ne porte que sur les périodes suivantes.</p>
        </section>
        <Conditions {...props} />
      </>
    ),
  });
}

function Demonstration({ demonstration }: Pick<PageProps, "demonstration">) {
  if (!demonstration) return null;
  return (
    <Message ton="neutre" titre="Données de démonstration">
      <p>Ce territoire sert à montrer l’outil : les ménages et les adresses sont fictifs.</p>
    </Message>
  );
}

function cellule(jeux: readonly JeuPublie[], code: string, ligne: string, colonne: string): CelluleFigure | null {
  const figure = jeux.find((jeu) => jeu.figure.code === code)?.figure;
  return figure?.lignes.find(({ cle }) => cle === ligne)?.cellules[colonne] ?? null;
}

function ChiffresCles({ jeux }: { jeux: readonly JeuPublie[] }) {
  const annee = jeux
    .find(({ figure }) => figure.code === "objectifs-territoire")
    ?.figure.lignes.at(-1)
    ?.cle.slice(0, 4);
  const nombre = (code: string, ligne: string, colonne: string) => cellule(jeux, code, ligne, colonne)?.valeur ?? null;
  const chiffres = [
    ["Logements sociaux", nombre("parc-communes", "total", "logements"), formatNombre],
    ["Demandes en attente", nombre("demandes-communes", "total", "demandes"), formatNombre],
    [`Attributions en ${annee}`, annee ? nombre(`attributions-${annee}`, "total", "total") : null, formatNombre],
    [
      `Attributions de ${annee} hors quartier prioritaire qui vont aux ménages les plus modestes`,
      annee ? nombre("objectifs-territoire", `${annee} hors-qpv`, "taux") : null,
      formatTaux,
    ],
  ] as const;
  return (
    <dl class="chiffres">
      {chiffres.map(([libelle, valeur, format]) =>
        typeof valeur === "number" ? (
          <div>
            <dt>{libelle}</dt>
            <dd>
              <strong>{format(valeur)}</strong>
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** What a household asks first. */
function Attente({ epci, jeux }: { epci: string; jeux: readonly JeuPublie[] }) {
  const figure = jeux.find((jeu) => jeu.figure.code === "attente-typologies")?.figure;
  if (!figure) return null;
  return (
    <p>
      {figure.lecture}{" "}
      <a href={`/observatoire/${epci}/${figure.code}`}>Combien de temps attendre, selon la taille du logement ?</a>
    </p>
  );
}

function Sommaire({ theme, epci, jeux }: { theme: Theme; epci: string; jeux: readonly JeuPublie[] }) {
  if (jeux.length === 0) return null;
  return (
    <section aria-labelledby={theme}>
      <h2 id={theme}>{LIBELLE_THEME[theme]}</h2>
      <ul class="texte">
        {jeux.map(({ figure }) => (
          <li>
            <a href={`/observatoire/${epci}/${figure.code}`}>{figure.titre}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Conditions({ diffusion }: Pick<PageProps, "diffusion">) {
  return (
    <section aria-labelledby="conditions">
      <h2 id="conditions">Réutiliser ces données</h2>
      <p>
        Diffusion {diffusion.numero}, publiée le {formatJour(diffusion.publieLe)}.{" "}
        <a href={LICENCE}>Licence Ouverte 2.0</a> : citez la source et la date.{" "}
        <a href="/catalogue.jsonld">Catalogue des données (DCAT, JSON-LD)</a>.
      </p>
      <p class="discret">
        Empreinte : <code class="coupe">{diffusion.empreinte}</code>
      </p>
    </section>
  );
}

type JeuProps = PageProps & {
  readonly jeu: JeuPublie;
  readonly fond: FondObservatoire | null;
  /** Its secret rows counted together; null: there are none. */
  readonly together: FigureParEnsembles | null;
  /** The rows whose numbers are all secret, each apart. */
  readonly detail: boolean;
  /** Address of the site, for those who show a figure on theirs. */
  readonly origine: string;
  /** Key of the row set apart; null: none. */
  readonly comparer: string | null;
  /** Of the published numbers alone; null: it has no map. */
  readonly regard: Regard | null;
};

const FORMATS_INTEGRES = [
  ["svg", "SVG"],
  ["png", "PNG"],
  ["json", "JSON"],
  ["ouvert.csv", "CSV"],
] as const;

/** Addresses that any site may read, and what to paste there. */
function Integrer({ figure, adresse }: { readonly figure: Figure; readonly adresse: string }) {
  const dessinee = figure.carte !== null || figure.graphique !== null;
  const code = `<a href="${adresse}"><img src="${adresse}.svg" alt="${escapeXml(figure.titre)}" width="680"></a>`;
  return (
    <details>
      <summary>Intégrer cette figure</summary>
      <p>Ces adresses se lisent depuis tout site, sans compte.</p>
      <ul class="liens">
        {FORMATS_INTEGRES.filter(([, nom]) => dessinee || nom === "JSON" || nom === "CSV").map(([extension, nom]) => (
          <li>
            <a href={`${adresse}.${extension}`}>{nom}</a>
          </li>
        ))}
      </ul>
      {dessinee ? (
        <p>
          À coller dans une page : <code class="coupe">{code}</code>
        </p>
      ) : null}
    </details>
  );
}

export function renderJeuPublicPage(props: JeuProps): string {
  const { cadre, epci, nom, jeu, fond, together, detail } = props;
  const figure = drawnOf(jeu.figure, together);
  const regard = figure.carte ? props.regard : null;
  const racine = `/observatoire/${epci}`;
  return renderPage({
    cadre,
    titre: `${jeu.figure.titre} – ${nom}`,
    children: (
      <>
        <p>
          <a href={racine}>Le logement social, {nom}</a>
        </p>
        <h1>{LIBELLE_THEME[jeu.theme]}</h1>
        <Demonstration {...props} />
        <FigureLibre
          figure={figure}
          adresses={{ fichier: (fichier) => `${racine}/${fichier}`, ligne: null }}
          fond={fond}
          {...(together && !detail ? { tableau: together.figure } : {})}
          sous={together ? <Ensembles detail={detail} adresse={`${racine}/${jeu.figure.code}`} {...together} /> : null}
          comparer={props.comparer}
          regard={regard}
        />
        <ReglerCarte
          figure={figure}
          action={`${racine}/${jeu.figure.code}`}
          question={{ comparer: props.comparer, detail: detail ? "oui" : null }}
          regard={regard}
          decoupe={false}
        />
        <Integrer figure={figure} adresse={`${props.origine}${racine}/${jeu.figure.code}`} />
        <p>
          <a href={`${racine}/${jeu.figure.code}.schema.json`}>Schéma de ce tableau (Table Schema)</a>
        </p>
        <Conditions {...props} />
      </>
    ),
  });
}

/** A chart is of the rows that are shown; a map has a place for each of the others, and is left out when none of them has a number. */
function drawnOf(figure: Figure, together: FigureParEnsembles | null): Figure {
  if (together && figure.graphique) return together.figure;
  return together && together.sansNombre.length > 0 ? { ...figure, carte: null } : figure;
}

type EnsemblesProps = Omit<FigureParEnsembles, "figure"> & { readonly adresse: string; readonly detail: boolean };

/** Which places are counted together, and the way to each of them. */
function Ensembles({ ensembles, sansNombre, adresse, detail }: EnsemblesProps) {
  if (detail) {
    return (
      <p class="discret">
        <a href={adresse}>Compter ensemble les lignes secrètes</a>
      </p>
    );
  }
  return (
    <div class="discret">
      {ensembles.map(({ libelle, noms }) => (
        <p>
          {libelle} : {noms.join(", ")}. C’est l’ensemble, moins les lignes montrées.
        </p>
      ))}
      {sansNombre.length > 0 ? (
        <p>Aucune commune n’a de nombre qui puisse être montré : le tableau s’arrête aux secteurs.</p>
      ) : null}
      <p>
        <a href={`${adresse}?detail=oui`}>Montrer chaque ligne, secrets compris</a>
      </p>
    </div>
  );
}
