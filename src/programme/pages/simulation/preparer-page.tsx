import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, Phrases } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { FormulaireSimulation, PartieFormulaire } from "../../lectures/simulation/formulaire.ts";
import { CHEMIN_SIMULATION } from "./adresses.ts";
import { Champ } from "./champ.tsx";

type PreparerPageProps = {
  readonly cadre: Cadre;
  readonly formulaire: FormulaireSimulation;
  /** Error of the whole form, when no field has it. */
  readonly erreur: string | null;
};

const TITRE = "Préparer une simulation";

/** Levers over the published data; asks for the missing data. */
export function renderPreparerPage({ cadre, formulaire, erreur }: PreparerPageProps): string {
  const { epci, parties, manques, remarques, erreurs } = formulaire;
  const refuse = erreur !== null || erreurs.length > 0;
  return renderPage({
    cadre,
    titre: refuse ? `Erreur : ${TITRE}` : TITRE,
    children: (
      <>
        <h1>{TITRE}</h1>
        <p class="chapo">
          Les données publiées du territoire sont déjà écrites. Choisissez les leviers ; ce que vous changez ailleurs
          est dit « à confirmer » avec le résultat.
        </p>
        <Erreurs erreur={erreur} erreurs={erreurs} />
        <Manques manques={manques} />
        <Reference formulaire={formulaire} />
        <form method="post" action={hrefTerritoire(epci, `${CHEMIN_SIMULATION}/calculs`)} novalidate>
          {parties.map((partie) => (
            <Partie partie={partie} />
          ))}
          <p>
            <button class="bouton" type="submit">
              Simuler
            </button>
          </p>
        </form>
        {remarques.length > 0 ? (
          <section aria-labelledby="remarques">
            <h2 id="remarques">Ce que la simulation laisse de côté</h2>
            <ul class="texte">
              {remarques.map((remarque) => (
                <li>{remarque}</li>
              ))}
            </ul>
          </section>
        ) : null}
      </>
    ),
  });
}

function Erreurs({ erreur, erreurs }: { erreur: string | null; erreurs: FormulaireSimulation["erreurs"] }) {
  if (erreur === null && erreurs.length === 0) return null;
  return (
    // `autofocus` moves the focus to the refusal, without a script too.
    <div class="message erreur" role="alert" tabindex={-1} autofocus>
      <h2>La simulation n’est pas lancée</h2>
      {erreur ? <p>{erreur}</p> : null}
      {erreurs.length > 0 ? (
        <>
          <p>{formatCompte(erreurs.length, "champ est à corriger", "champs sont à corriger")} :</p>
          <ul>
            {erreurs.map(({ champ, libelle, message }) => (
              <li>
                <a href={`#${champ}`}>
                  {libelle} : {message}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

function Manques({ manques }: { manques: readonly string[] }) {
  if (manques.length === 0) return null;
  return (
    <Message ton="alerte" titre="Ce que les données publiées ne disent pas">
      <ul>
        {manques.map((manque) => (
          <li>{manque}</li>
        ))}
      </ul>
    </Message>
  );
}

/** The year is asked first, in a form of its own, because another year gives other data. */
function Reference({ formulaire: { epci, annees, reference } }: { formulaire: FormulaireSimulation }) {
  if (annees.length < 2) return null;
  return (
    <form class="ligne" method="get" action={hrefTerritoire(epci, `${CHEMIN_SIMULATION}/preparer`)}>
      <div>
        <label for="annee-reference">Partir des attributions de</label>
        <select id="annee-reference" name="reference">
          {annees.map((annee) => (
            <option value={String(annee)} selected={annee === reference}>
              {annee}
            </option>
          ))}
        </select>
      </div>
      <button class="bouton second" type="submit">
        Relire les données
      </button>
    </form>
  );
}

function Partie({ partie }: { partie: PartieFormulaire }) {
  const { titre, pliee, champs, code } = partie;
  const hidden = champs.filter(({ cache }) => cache);
  if (champs.length === 0) return null;
  return (
    <>
      {hidden.map(({ nom, valeur }) => (
        <input type="hidden" name={nom} value={valeur} />
      ))}
      {code === "leviers" || code === "demolitions" ? (
        <fieldset class="grand">
          <legend>{titre}</legend>
          <Corps partie={partie} />
        </fieldset>
      ) : (
        <details open={!pliee}>
          <summary>{titre}</summary>
          <fieldset>
            <legend class="lu">{titre}</legend>
            <Corps partie={partie} />
          </fieldset>
        </details>
      )}
    </>
  );
}

function Corps({ partie: { lus, champs } }: { partie: PartieFormulaire }) {
  return (
    <>
      <Phrases phrases={lus} classe="discret" />
      <div class="parties">
        {champs
          .filter(({ cache }) => !cache)
          .map((champ) => (
            <Champ champ={champ} />
          ))}
      </div>
    </>
  );
}
