import type { CommuneTerritoire } from "#donnees/lectures/territoire/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { LIMITE_TEXTE_LIBRE } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { LieuRemontee } from "../../actes/remontee/ecrire-remontee.ts";
import {
  GRAVITES,
  LIBELLE_GRAVITE,
  LIBELLE_RECURRENCE,
  LIBELLE_TYPE_REMONTEE,
  RECURRENCES,
  TYPES_REMONTEE,
} from "../../regles/remontee/remontee.ts";
import { renderPageObservatoire } from "../page-observatoire.tsx";
import { CHEMIN_REMONTEES } from "./remontees-page.tsx";

export type SaisieRemontee = {
  readonly residence: string;
  readonly observeeLe: string;
  readonly type: string;
  readonly gravite: string;
  readonly recurrente: string;
  readonly texte: string;
};

export const SAISIE_VIDE: SaisieRemontee = {
  residence: "",
  observeeLe: "",
  type: "",
  gravite: "",
  recurrente: "",
  texte: "",
};

export type NouvellePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly communes: readonly CommuneTerritoire[];
  /** Null: not chosen yet. */
  readonly commune: string | null;
  readonly lieux: readonly LieuRemontee[];
  /** May report outside any résidence. */
  readonly horsResidence: boolean;
  readonly saisie: SaisieRemontee;
  readonly aujourdhui: string;
  readonly erreur: string | null;
  readonly aRelire: boolean;
};

/** Asks for the commune first, then its résidence: two native lists work without script. */
export function renderNouvellePage(props: NouvellePageProps): string {
  const { cadre, epci, commune, erreur } = props;
  const titre = "Écrire une remontée";
  return renderPageObservatoire({
    cadre,
    titre,
    erreur,
    children: (
      <>
        <ResultatActe erreur={erreur} />
        <form class="ligne" method="get" action={hrefTerritoire(epci, `${CHEMIN_REMONTEES}/nouvelle`)}>
          <div>
            <label for="commune">Commune</label>
            <select id="commune" name="commune" required>
              <option value="">Choisir…</option>
              {props.communes.map((row) => (
                <option value={row.commune} selected={row.commune === commune}>
                  {row.nom}
                </option>
              ))}
            </select>
          </div>
          <button class={commune ? "bouton second" : "bouton"} type="submit">
            {commune ? "Changer de commune" : "Continuer"}
          </button>
        </form>
        {commune ? <Suite {...props} commune={commune} /> : null}
      </>
    ),
  });
}

function Suite(props: NouvellePageProps & { readonly commune: string }) {
  if (props.lieux.length === 0 && !props.horsResidence) {
    return (
      <Message ton="neutre" titre="Aucune résidence à signaler ici">
        <p>
          Le dernier parc publié n’a, dans cette commune, aucune résidence de votre organisation. Choisissez une autre
          commune.
        </p>
      </Message>
    );
  }
  return <Formulaire {...props} />;
}

function Formulaire(props: NouvellePageProps & { readonly commune: string }) {
  const { epci, commune, saisie, lieux, horsResidence } = props;
  return (
    <form method="post" action={hrefTerritoire(epci, CHEMIN_REMONTEES)}>
      <input type="hidden" name="commune" value={commune} />
      <p>
        <label for="residence">Résidence</label>
        <select id="residence" name="residence" required={!horsResidence}>
          <option value="">{horsResidence ? "Hors résidence : dans la commune" : "Choisir…"}</option>
          {lieux.map(({ cle, nom }) => (
            <option value={cle} selected={cle === saisie.residence}>
              {nom}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="observee">Observée le</label>
        <input id="observee" name="observee" type="date" value={saisie.observeeLe} max={props.aujourdhui} required />
      </p>
      <p>
        <label for="type">
          Nature du fait
          <span class="aide">
            « Besoin d’accompagnement » et « isolement » disent un besoin, jamais sa cause ni de qui il s’agit.
          </span>
        </label>
        <select id="type" name="type" required>
          <option value="">Choisir…</option>
          {TYPES_REMONTEE.map((code) => (
            <option value={code} selected={code === saisie.type}>
              {LIBELLE_TYPE_REMONTEE[code]}
            </option>
          ))}
        </select>
      </p>
      <Cases legende="Gravité" nom="gravite" libelles={LIBELLE_GRAVITE} codes={GRAVITES} valeur={saisie.gravite} />
      <Cases
        legende="Le fait se répète"
        nom="recurrente"
        libelles={LIBELLE_RECURRENCE}
        codes={RECURRENCES}
        valeur={saisie.recurrente}
      />
      <Texte libelle="Ce qui a été vu (facultatif)" saisie={saisie.texte} obligatoire={false} />
      <Relire affiche={props.aRelire} />
      <p class="aide">
        Une remontée ne se réécrit pas : elle est suivie. Votre organisation est inscrite, pas votre nom.
      </p>
      <button class="bouton" type="submit">
        Enregistrer la remontée
      </button>
    </form>
  );
}

type CasesProps<T extends string> = {
  readonly legende: string;
  readonly nom: string;
  readonly codes: readonly T[];
  readonly libelles: Readonly<Record<T, string>>;
  readonly valeur: string;
};

export function Cases<T extends string>({ legende, nom, codes, libelles, valeur }: CasesProps<T>) {
  return (
    <fieldset>
      <legend>{legende}</legend>
      {codes.map((code) => (
        <label class="case">
          <input type="radio" name={nom} value={code} checked={code === valeur} required />
          {libelles[code]}
        </label>
      ))}
    </fieldset>
  );
}

export function Texte({ libelle, saisie, obligatoire }: { libelle: string; saisie: string; obligatoire: boolean }) {
  return (
    <p>
      <label for="texte">
        {libelle}
        <span class="aide">
          Un lieu et un fait : ni nom, ni numéro de logement, ni santé, ni rien qui désigne quelqu’un.
        </span>
      </label>
      <textarea id="texte" name="texte" rows={3} maxlength={LIMITE_TEXTE_LIBRE} required={obligatoire}>
        {saisie}
      </textarea>
    </p>
  );
}

export function Relire({ affiche }: { affiche: boolean }) {
  if (!affiche) return null;
  return (
    <label class="case">
      <input type="checkbox" name="relu" value="oui" />
      J’ai relu ce texte : il ne dit rien d’une personne, je le garde.
    </label>
  );
}
