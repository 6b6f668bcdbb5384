import type { Child } from "hono/jsx";
import type { SaisieSuivie } from "#donnees/lectures/droit/ports.ts";
import { sayJours, sayOrigine } from "#droit/regles/dire-valeur.ts";
import { type Cadre, withQuery } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Refuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatInstant, formatJour } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type {
  DroitListe,
  EnregistrementListe,
  EtatEnregistrement,
  ParametreListe,
} from "../../lectures/droit/lister-droit.ts";
import { ValeurDroit } from "./valeur.tsx";

export const CHEMIN_DROIT = "/droit";
export const CHEMIN_GESTION_DROIT = "/plateforme/droit";

export type DroitProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly liste: DroitListe;
  /** Names of the territories whose own values are shown. */
  readonly noms: ReadonlyMap<string, string>;
  /** Account of an administrator of the platform; null for any other reader. */
  readonly gestion: { readonly compte: number | null } | null;
  readonly annonce: string | null;
  /** Code of the one that is asked for; null: the first. */
  readonly theme: string | null;
};

type ThemeListe = DroitListe["themes"][number];

/** The values of a convention belong to its territory: the public page has the national ones only. */
export function listThemes({ themes }: DroitListe, gestion: boolean): readonly ThemeListe[] {
  return themes.filter((theme) => gestion || hasNational(theme));
}

/** The values that the rules read, a theme at a time, with their days and sources. */
export function renderDroitPage(props: DroitProps): string {
  const { cadre, liste, gestion, refus, annonce } = props;
  const refuse = refus.message !== null || refus.erreurs.length > 0;
  const themes = listThemes(liste, gestion !== null);
  const montre = themes.find(({ jeu }) => jeu.nom === props.theme) ?? themes[0];
  return renderPage({
    cadre,
    titre: refuse ? "Erreur : le droit" : "Le droit appliqué",
    children: (
      <>
        <h1>Le droit appliqué</h1>
        <p class="chapo">
          Les taux, seuils, plafonds et délais que Blaise applique au {formatJour(liste.jour)}, chacun avec ses jours,
          son article et sa source. « À confirmer » signale ce que nous croyons sans avoir pu lire le texte en vigueur.
        </p>
        <ResultatActe annonce={annonce} />
        <Refuse refus={refus} titre="Rien n’a changé" />
        <Alertes liste={liste} />
        {gestion ? <Attente liste={liste} compte={gestion.compte} noms={props.noms} /> : null}
        {gestion ? <Importer /> : null}
        <nav class="vues" aria-label="Thèmes">
          <ul>
            {themes.map((theme) => (
              <li>
                <a
                  href={withQuery(cheminOf(gestion), { theme: theme.jeu.nom })}
                  aria-current={theme === montre ? "page" : undefined}
                >
                  {theme.jeu.titre}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {montre ? <Theme theme={montre} noms={props.noms} gestion={gestion} /> : null}
      </>
    ),
  });
}

function cheminOf(gestion: DroitProps["gestion"]): string {
  return gestion ? CHEMIN_GESTION_DROIT : CHEMIN_DROIT;
}

function hasNational({ parametres }: ThemeListe): boolean {
  return parametres.some(({ enregistrements }) => enregistrements.some(({ territoire }) => territoire === null));
}

function Alertes({ liste: { ecartees, contradictions } }: { liste: DroitListe }) {
  if (ecartees.length + contradictions.length === 0) return null;
  return (
    <Message ton="alerte" titre="Des valeurs se contredisent">
      <ul>
        {ecartees.map(({ saisie, raison }) => (
          <li>
            Saisie n° {saisie.id}, qui n’est pas appliquée : {raison}.
          </li>
        ))}
        {contradictions.map(({ enregistrement, raison }) => (
          <li>
            {enregistrement} : {raison}.
          </li>
        ))}
      </ul>
    </Message>
  );
}

type AttenteProps = {
  readonly liste: DroitListe;
  readonly compte: number | null;
  readonly noms: ReadonlyMap<string, string>;
};

/** Typed records that wait for a second person. */
function Attente({ liste, compte, noms }: AttenteProps) {
  const parametres = new Map(liste.themes.flatMap(({ parametres: all }) => all).map((one) => [one.code, one]));
  const waiting = liste.saisies.filter(({ etat }) => etat === "a-confirmer");
  return (
    <section aria-labelledby="attente">
      <h2 id="attente">À confirmer par une seconde personne</h2>
      {waiting.length === 0 ? (
        <EtatVide titre="Aucune valeur n’attend">
          <p>Une valeur saisie n’est appliquée qu’une fois confirmée par un autre administrateur.</p>
        </EtatVide>
      ) : (
        <ul class="texte">
          {waiting.map((saisie) => {
            const parametre = parametres.get(saisie.code);
            return parametre ? (
              <li>
                <SaisieEnAttente saisie={saisie} parametre={parametre} sienne={saisie.compte === compte} noms={noms} />
              </li>
            ) : null;
          })}
        </ul>
      )}
    </section>
  );
}

type SaisieProps = {
  readonly saisie: SaisieSuivie;
  readonly parametre: ParametreListe;
  readonly sienne: boolean;
  readonly noms: ReadonlyMap<string, string>;
};

function SaisieEnAttente({ saisie, parametre, sienne, noms }: SaisieProps) {
  const chemin = `${CHEMIN_GESTION_DROIT}/saisies/${saisie.id}`;
  return (
    <>
      <p>
        N° {saisie.id}, {parametre.nom} ({sayOu(saisie.territoire, noms)}), {sayJours(saisie)} :{" "}
        <ValeurDroit declaration={parametre} valeur={saisie.valeur} />
        <br />
        <small>
          {saisie.article === null ? "Sans article" : saisie.article}. {saisie.source}. Saisi par {saisie.auteur} le{" "}
          {formatInstant(saisie.saisiLe)}.
        </small>
      </p>
      {sienne ? (
        <p>Vous l’avez saisie : un autre administrateur doit la confirmer.</p>
      ) : (
        <form method="post" action={`${chemin}/confirmer`}>
          <button class="bouton" type="submit">
            Confirmer la saisie n° {saisie.id}
          </button>
        </form>
      )}
      <FormulaireEcarter saisie={saisie} />
    </>
  );
}

export function FormulaireEcarter({ saisie }: { saisie: SaisieSuivie }) {
  const champ = `motif-${saisie.id}`;
  return (
    <form class="saisie" method="post" action={`${CHEMIN_GESTION_DROIT}/saisies/${saisie.id}/ecarter`}>
      <div class="champ">
        <label for={champ}>Pourquoi écarter la saisie n° {saisie.id}</label>
        <input id={champ} name="motif" type="text" maxlength={1000} required autocomplete="off" />
      </div>
      <button class="bouton second" type="submit">
        Écarter la saisie n° {saisie.id}
      </button>
    </form>
  );
}

function Importer() {
  return (
    <section aria-labelledby="importer">
      <h2 id="importer">Importer un jeu signé</h2>
      <p>
        Un jeu est un fichier JSON signé par son éditeur. Ce qu’il ajoute, corrige ou retire est montré avant d’être
        appliqué.
      </p>
      <form class="saisie" method="post" action={`${CHEMIN_GESTION_DROIT}/importer`} enctype="multipart/form-data">
        <div class="champ">
          <label for="fichier">Fichier du jeu</label>
          <input id="fichier" name="fichier" type="file" accept=".json,application/json" required />
        </div>
        <button class="bouton" type="submit">
          Voir ce qu’il change
        </button>
      </form>
    </section>
  );
}

type ThemeProps = {
  readonly theme: ThemeListe;
  readonly noms: ReadonlyMap<string, string>;
  readonly gestion: DroitProps["gestion"];
};

function Theme({ theme: { jeu, importe, parametres }, noms, gestion }: ThemeProps) {
  return (
    <section aria-labelledby={jeu.nom}>
      <h2 id={jeu.nom}>{jeu.titre}</h2>
      <p class="discret">
        Version {jeu.version} de {jeu.editeur},{" "}
        {importe === null
          ? "livrée avec Blaise"
          : `importée par ${importe.importePar} le ${formatInstant(importe.importeLe)}, clé ${importe.cle.slice(0, 16)}`}
        .
      </p>
      <Table
        table={defineTable<LigneValeur, Child>({
          code: `droit-${jeu.nom}`,
          titre: "Valeurs en vigueur et à venir",
          colonnes: [
            {
              code: "parametre",
              titre: "Paramètre",
              valeur: ({ parametre }) => parametre.nom,
              rendu: ({ parametre: { code, nom }, premiere }) =>
                premiere ? <a href={`${cheminOf(gestion)}/${code}`}>{nom}</a> : nom,
            },
            ...colonnesValeur(noms, jeu),
          ],
        })}
        lignes={parametres.flatMap((parametre) => listValeurs(parametre, gestion !== null))}
        nom={`${jeu.titre} : valeurs`}
      />
    </section>
  );
}

/** Value of the day and future ones; the past ones are on the page of the parameter. */
function listValeurs(parametre: ParametreListe, gestion: boolean): readonly LigneValeur[] {
  const shown = parametre.enregistrements.filter(
    ({ etat, territoire }) => etat !== "passe" && (gestion || territoire === null),
  );
  if (shown.length === 0) return [{ parametre, enregistrement: null, premiere: true }];
  return shown.map((enregistrement, rang) => ({ parametre, enregistrement, premiere: rang === 0 }));
}

const TON: Readonly<Record<EtatEnregistrement, "ok" | "alerte" | "neutre">> = {
  passe: "neutre",
  "en-vigueur": "ok",
  "a-venir": "alerte",
};
const LIBELLE: Readonly<Record<EtatEnregistrement, string>> = {
  passe: "passé",
  "en-vigueur": "en vigueur",
  "a-venir": "à venir",
};

/** Row of a recorded value; `enregistrement` null: none is known. */
type LigneValeur = {
  readonly parametre: ParametreListe;
  readonly enregistrement: EnregistrementListe | null;
  /** true: first row of its parameter, whose name links to the page of all its values. */
  readonly premiere: boolean;
};

/** Columns of a recorded value, on this page and on that of its parameter. `jeu`: said above the list, whose long values are on the page of the parameter. */
export function colonnesValeur(
  noms: ReadonlyMap<string, string>,
  jeu: ThemeListe["jeu"] | null,
): readonly Colonne<Pick<LigneValeur, "parametre" | "enregistrement">, Child>[] {
  return [
    {
      code: "valeur",
      titre: "Valeur",
      valeur: ({ enregistrement }) => enregistrement?.depuis ?? null,
      rendu: ({ parametre, enregistrement }) =>
        enregistrement ? (
          <ValeurDroit declaration={parametre} valeur={enregistrement.valeur} breve={jeu !== null} />
        ) : (
          "Aucune valeur connue aujourd’hui."
        ),
    },
    {
      code: "jours",
      titre: "Jours",
      valeur: ({ enregistrement }) => enregistrement?.depuis ?? null,
      rendu: ({ enregistrement }) => enregistrement && <Jours enregistrement={enregistrement} noms={noms} />,
    },
    {
      code: "source",
      titre: "Article et source",
      valeur: ({ enregistrement }) => enregistrement?.source ?? null,
      rendu: ({ enregistrement }) => enregistrement && <Source enregistrement={enregistrement} jeu={jeu} />,
    },
  ];
}

type JoursProps = { readonly enregistrement: EnregistrementListe; readonly noms: ReadonlyMap<string, string> };

function Jours({ enregistrement, noms }: JoursProps) {
  const { etat, territoire } = enregistrement;
  return (
    <>
      {sayJours(enregistrement)}
      <br />
      <Tag ton={TON[etat]}>{LIBELLE[etat]}</Tag>
      {territoire === null ? null : <small> {sayOu(territoire, noms)}</small>}
    </>
  );
}

type SourceProps = { readonly enregistrement: EnregistrementListe; readonly jeu: ThemeListe["jeu"] | null };

function Source({ enregistrement, jeu }: SourceProps) {
  const { article, texte, source, confiance, origine } = enregistrement;
  return (
    <>
      {article === null ? "Sans article" : article}
      {texte === null ? null : ` (${texte})`} {confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
      <br />
      <small>
        {source}.{jeu && isFrom(origine, jeu) ? "" : ` ${sayOrigine(origine)}.`}
      </small>
    </>
  );
}

function isFrom(origine: EnregistrementListe["origine"], jeu: ThemeListe["jeu"]): boolean {
  if (origine.nature !== "jeu") return false;
  return origine.nom === jeu.nom && origine.editeur === jeu.editeur && origine.version === jeu.version;
}

export function sayOu(territoire: string | null, noms: ReadonlyMap<string, string>): string {
  return territoire === null ? "tout le pays" : (noms.get(territoire) ?? territoire);
}
