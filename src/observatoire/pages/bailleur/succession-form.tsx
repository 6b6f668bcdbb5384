import type { BailleurConnu, ResidenceTenue } from "#donnees/lectures/bailleur/ports.ts";
import { GENRES_SUCCESSION, SORTS_OBJECTIFS } from "#donnees/regles/bailleur/succession.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  type EtatFormulaire,
  Liste,
  optionsOf,
  Relire,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import type { EffetSuccession } from "../../lectures/bailleur/voir-succession.ts";
import { Effet } from "./effet-succession.tsx";
import { LIBELLE_GENRE, LIBELLE_SORT, PAGE_BAILLEURS, PARTS_MAX } from "./libelles.ts";

/** `effet`: of the typed act, before it is kept. `residences`: of the chosen bailleur, when a part of its stock is assigned; else empty. */
export type EtatSuccession = EtatFormulaire & {
  readonly connus: readonly BailleurConnu[];
  readonly residences: readonly ResidenceTenue[];
  readonly noms: ReadonlyMap<string, string>;
  readonly effet: EffetSuccession | null;
};

type FormulaireProps = EtatSuccession & { readonly cadre: Cadre };

export function FormulaireSuccession(props: FormulaireProps) {
  const { cadre, connus, refus, effet } = props;
  const epci = cadre.territoire?.epci ?? "";
  return (
    <section aria-labelledby="ecrire">
      <h2 id="ecrire">Un bailleur en reprend un autre</h2>
      <p>L’effet est montré avant d’écrire. Un acte s’annule ; il ne s’efface pas.</p>
      <form class="saisie" method="post" action={hrefTerritoire(epci, PAGE_BAILLEURS)}>
        <Choix
          etat={props}
          nom="genre"
          libelle="Que se passe-t-il ?"
          requis
          options={optionsOf(GENRES_SUCCESSION, LIBELLE_GENRE)}
        />
        <Liste
          etat={props}
          nom="siren"
          libelle="Bailleur qui disparaît, ou qui transmet"
          requis
          options={connus.map(({ siren, nom }) => ({ code: siren, libelle: nom ?? `SIREN ${siren}` }))}
        />
        <Champ
          etat={props}
          nom="autres"
          libelle="Autres bailleurs qui fusionnent avec lui"
          aide="Leurs SIREN, séparés par des espaces. Pour une fusion seulement."
        />
        <Champ etat={props} nom="jour" type="date" libelle="Premier jour du successeur" requis />
        <Champ
          etat={props}
          nom="acte"
          libelle="Acte qui le dit"
          aide="Par exemple « décret du 12 décembre 2018 ». Gardé avec votre nom."
          requis
        />
        <Relire affiche={refus.erreurs.some(({ champ }) => champ === "acte")} />
        <Choix
          etat={props}
          nom="objectifs"
          libelle="Que deviennent ses objectifs ?"
          requis
          options={optionsOf(SORTS_OBJECTIFS, LIBELLE_SORT)}
        />
        <Successeurs {...props} />
        <Residences {...props} />
        {effet ? <Effet effet={effet} /> : null}
        <p class="ligne">
          <button class={effet ? "bouton second" : "bouton"} type="submit" name="geste" value="voir">
            Voir l’effet
          </button>
          <button class="bouton second" type="submit" name="geste" value="residences" formnovalidate>
            Choisir des résidences
          </button>
          {effet ? (
            <button class="bouton" type="submit" name="geste" value="ecrire">
              Écrire l’acte
            </button>
          ) : null}
        </p>
      </form>
    </section>
  );
}

const RANGS = Array.from({ length: PARTS_MAX }, (_, rank) => rank + 1);

function Successeurs(props: FormulaireProps) {
  const [first, ...others] = RANGS;
  const used = others.some((rang) => valeurDe(props.saisie, `vers${rang}`) !== "");
  return (
    <>
      <Successeur {...props} rang={first ?? 1} />
      <details open={used}>
        <summary>Autres successeurs (scission, transfert à plusieurs)</summary>
        {others.map((rang) => (
          <Successeur {...props} rang={rang} />
        ))}
      </details>
    </>
  );
}

function Successeur(props: FormulaireProps & { readonly rang: number }) {
  const { rang } = props;
  return (
    <fieldset>
      <legend>{rang === 1 ? "Successeur" : `Successeur n° ${rang}`}</legend>
      <Champ etat={props} nom={`vers${rang}`} libelle="SIREN" court requis={rang === 1} />
      <Champ etat={props} nom={`nom${rang}`} libelle="Nom" aide="Si aucun fichier ne le nomme encore." />
      <Champ
        etat={props}
        nom={`part${rang}`}
        libelle="Part des objectifs"
        aide="Quand ils sont partagés."
        nombre
        unite="%"
      />
      <Champ
        etat={props}
        nom={`communes${rang}`}
        libelle="Communes reprises"
        aide="Codes officiels, séparés par des espaces. Vide : tout, ou le reste d’une scission."
      />
    </fieldset>
  );
}

/** Folded by commune: a bailleur has hundreds of résidences, and a transfer names a few. A commune with a choice stays open. */
function Residences(props: FormulaireProps) {
  const { residences, noms, saisie } = props;
  if (residences.length === 0) return null;
  return (
    <fieldset>
      <legend>Qui reprend quelle résidence</legend>
      {[...byCommune(residences)].map(([commune, held]) => {
        const chosen = held.filter(({ cle }) => valeurDe(saisie, `r.${cle}`) !== "").length;
        return (
          <details open={chosen > 0}>
            <summary>{sayCommune(noms.get(commune) ?? commune, held.length, chosen)}</summary>
            <ResidencesDeCommune {...props} commune={noms.get(commune) ?? commune} residences={held} />
          </details>
        );
      })}
    </fieldset>
  );
}

function sayCommune(nom: string, residences: number, chosen: number): string {
  const said = `${nom} : ${formatCompte(residences, "résidence")}`;
  return chosen === 0 ? said : `${said}, dont ${formatCompte(chosen, "choisie")}`;
}

function byCommune(residences: readonly ResidenceTenue[]): Map<string, ResidenceTenue[]> {
  const held = new Map<string, ResidenceTenue[]>();
  for (const residence of residences) held.set(residence.commune, [...(held.get(residence.commune) ?? []), residence]);
  return held;
}

function ResidencesDeCommune({ commune, residences, saisie }: FormulaireProps & { readonly commune: string }) {
  return (
    <CadreTable titre={`Résidences de ${commune}`} lu cartes={false}>
      <thead>
        <tr>
          <th scope="col">Résidence</th>
          <th scope="col" class="n">
            Logements
          </th>
          <th scope="col">Reprise par</th>
        </tr>
      </thead>
      <tbody>
        {residences.map(({ cle, nom, logements }) => (
          <tr>
            <th scope="row">{nom}</th>
            <td class="n">{formatNombre(logements)}</td>
            <td>
              <label class="lu" for={`r-${cle}`}>
                {nom} est reprise par
              </label>
              <select id={`r-${cle}`} name={`r.${cle}`}>
                <option value="">Non transmise, ou le reste</option>
                {RANGS.map((rang) => (
                  <option value={String(rang)} selected={valeurDe(saisie, `r.${cle}`) === String(rang)}>
                    {rang === 1 ? "Successeur" : `Successeur n° ${rang}`}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </CadreTable>
  );
}
