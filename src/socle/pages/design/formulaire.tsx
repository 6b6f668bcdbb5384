import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "./cadre.ts";
import { renderPage } from "./page.tsx";

/** Input as typed, by name of field: a refused form comes back whole. Checkboxes may give several values. */
export type SaisieFormulaire = Readonly<Record<string, readonly string[]>>;

/** A field that could not be read, and what to write in it. `champ`: its name, which is also its `id`. */
export type ErreurChamp = { readonly champ: string; readonly message: string };

/** Why nothing was written; `message`: on the whole form. Empty: the form is shown for the first time. */
export type RefusFormulaire = { readonly message: string | null; readonly erreurs: readonly ErreurChamp[] };

export const SANS_REFUS: RefusFormulaire = { message: null, erreurs: [] };

/** « Erreur : Ajouter un objectif » after a refusal: a screen reader says the title first. */
export function titreRefuse(titre: string, { message, erreurs }: RefusFormulaire): string {
  return message !== null || erreurs.length > 0 ? `Erreur : ${titre}` : titre;
}

/** Data that each field needs to show its value and its error. */
export type EtatFormulaire = { readonly saisie: SaisieFormulaire; readonly refus: RefusFormulaire };

export function valeurDe(saisie: SaisieFormulaire, nom: string): string {
  return saisie[nom]?.[0] ?? "";
}

export type PageFormulaireProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly titre: string;
  /** Under the title: the household that the form is about. */
  readonly sous: Child;
  /** Path of the form, under the territory; it is shown and posted there. */
  readonly chemin: string;
  readonly retour: { readonly chemin: string; readonly libelle: string };
  readonly bouton: string;
  /** true: the act cannot be undone. */
  readonly grave?: boolean;
  readonly apres?: Child;
  /** true: as wide as the page. */
  readonly large?: boolean;
  readonly children?: Child;
};

/** A form alone on its page: title, refusal, fields, one button and the way back. */
export function renderPageFormulaire(props: PageFormulaireProps): string {
  const { cadre, epci, titre, refus, retour } = props;
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, retour.chemin)}>{retour.libelle}</a>
        </p>
        <h1>{titre}</h1>
        {props.sous}
        <Refuse refus={refus} />
        <form class={props.large ? "saisie large" : "saisie"} method="post" action={hrefTerritoire(epci, props.chemin)}>
          {props.children}
          <p class="ligne">
            <button class="bouton" type="submit">
              {props.bouton}
            </button>
            <a class="cible" href={hrefTerritoire(epci, retour.chemin)}>
              Revenir sans enregistrer
            </a>
          </p>
        </form>
        {props.apres}
      </>
    ),
  });
}

/** `autofocus` moves the focus to the refusal, without a script too; each line links to its field. */
export function Refuse({
  refus: { message, erreurs },
  titre = "Non enregistré",
}: {
  refus: RefusFormulaire;
  titre?: string;
}) {
  if (message === null && erreurs.length === 0) return null;
  return (
    <div class="message erreur" role="alert" tabindex={-1} autofocus>
      <h2>{titre}</h2>
      {message ? <p>{message}</p> : null}
      {erreurs.length > 0 ? (
        <ul>
          {erreurs.map((erreur) => (
            <li>
              <a href={`#${erreur.champ}`}>{erreur.message}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

type ChampProps = {
  readonly etat: EtatFormulaire;
  readonly nom: string;
  readonly libelle: string;
  readonly aide?: string;
  readonly requis?: boolean;
};

/** `aria-describedby` of a field: its help and its error. */
function decrit({ etat, nom, aide }: ChampProps) {
  const faux = erreurDe(etat, nom);
  const ids = [aide ? `${nom}-aide` : null, faux ? `${nom}-erreur` : null].filter((id) => id !== null);
  return {
    "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined,
    "aria-invalid": faux ? ("true" as const) : undefined,
  };
}

function erreurDe({ refus }: EtatFormulaire, nom: string): string | null {
  return refus.erreurs.find(({ champ }) => champ === nom)?.message ?? null;
}

/** Label, help and error of a field, in reading order. */
function Etiquette(props: ChampProps & { readonly complet?: boolean }) {
  const { etat, nom, libelle, aide, requis, complet } = props;
  const faux = erreurDe(etat, nom);
  return (
    <>
      <label for={nom}>
        {libelle}
        {requis || complet ? null : <span class="facultatif"> (facultatif)</span>}
      </label>
      {aide ? (
        <span class="aide" id={`${nom}-aide`}>
          {aide}
        </span>
      ) : null}
      {faux ? (
        <span class="erreur-saisie" id={`${nom}-erreur`}>
          {faux}
        </span>
      ) : null}
    </>
  );
}

type TexteCourt = ChampProps & {
  readonly type?: "text" | "date" | "time" | "tel" | "email" | "url";
  readonly nombre?: boolean;
  readonly unite?: string;
  readonly court?: boolean;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** Value of `autocomplete` (WCAG 1.3.5): « family-name », « bday ». Default: none. */
  readonly remplissage?: string;
};

/** One line: text, a day, or a number typed in French. */
export function Champ(props: TexteCourt) {
  const { etat, nom, type = "text", nombre, unite } = props;
  return (
    <div class="champ">
      <Etiquette {...props} />
      <span class="avec-unite">
        <input
          id={nom}
          name={nom}
          type={type}
          class={nombre || props.court ? "court" : undefined}
          inputmode={nombre ? "decimal" : undefined}
          value={valeurDe(etat.saisie, nom)}
          required={props.requis}
          min={props.min}
          max={props.max}
          autocomplete={props.remplissage ?? "off"}
          {...decrit(props)}
        />
        {unite ? <span class="unite">{unite}</span> : null}
      </span>
    </div>
  );
}

export function TexteLong(props: ChampProps & { readonly lignes?: number; readonly limite: number }) {
  const { etat, nom, lignes = 4 } = props;
  return (
    <div class="champ">
      <Etiquette {...props} />
      <textarea id={nom} name={nom} rows={lignes} maxlength={props.limite} required={props.requis} {...decrit(props)}>
        {valeurDe(etat.saisie, nom)}
      </textarea>
    </div>
  );
}

export type OptionListe = { readonly code: string; readonly libelle: string };

/** `vide`: label of the empty choice. */
export function Liste(props: ChampProps & { readonly options: readonly OptionListe[]; readonly vide?: string }) {
  const { etat, nom, options, vide } = props;
  const choisie = valeurDe(etat.saisie, nom);
  return (
    <div class="champ">
      {/* Not knowing is one of the answers. */}
      <Etiquette {...props} complet />
      <select id={nom} name={nom} required={props.requis} {...decrit(props)}>
        {vide === undefined ? null : <option value="">{vide}</option>}
        {options.map(({ code, libelle }) => (
          <option value={code} selected={code === choisie}>
            {libelle}
          </option>
        ))}
      </select>
    </div>
  );
}

type ChoixProps = Omit<ChampProps, "requis"> & { readonly options: readonly OptionListe[]; readonly requis?: boolean };

/** One answer among a few, each a large touch target. The group is the field: its `id` is that of the first answer. */
export function Choix(props: ChoixProps) {
  return <Groupe {...props} type="radio" />;
}

/** Several answers among a few. */
export function Plusieurs(props: ChoixProps) {
  return <Groupe {...props} type="checkbox" />;
}

function Groupe(props: ChoixProps & { readonly type: "radio" | "checkbox" }) {
  const { etat, nom, libelle, aide, options, type, requis } = props;
  const faux = erreurDe(etat, nom);
  const valeurs = etat.saisie[nom] ?? [];
  return (
    <fieldset class="champ">
      <legend>{libelle}</legend>
      {aide ? <span class="aide">{aide}</span> : null}
      {faux ? (
        <span class="erreur-saisie" id={`${nom}-erreur`}>
          {faux}
        </span>
      ) : null}
      <div class="cases">
        {options.map(({ code, libelle: mot }, rang) => (
          <label class="case">
            <input
              id={rang === 0 ? nom : undefined}
              type={type}
              name={nom}
              value={code}
              checked={valeurs.includes(code)}
              required={type === "radio" && requis === true}
              aria-describedby={faux ? `${nom}-erreur` : undefined}
            />
            {mot}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Did the person tick that they have read the text again? Absent: no. */
export function isRelu(saisie: SaisieFormulaire): boolean {
  return valeurDe(saisie, "relu") === "oui";
}

/** Box shown when a text has a word to read again before it is kept. */
export function Relire({ affiche }: { readonly affiche: boolean }) {
  if (!affiche) return null;
  return (
    <label class="case">
      <input type="checkbox" name="relu" value="oui" />
      J’ai relu ce texte : il dit ce qui est convenu, sans santé ni jugement, je le garde.
    </label>
  );
}

/** Several fields side by side, one below the other on a narrow screen. */
export function Cote({ children }: { children: Child }) {
  return <div class="cote-a-cote">{children}</div>;
}

export function optionsOf<T extends string>(
  codes: readonly T[],
  libelles: Readonly<Record<T, string>>,
): readonly OptionListe[] {
  return codes.map((code) => ({ code, libelle: libelles[code] }));
}
