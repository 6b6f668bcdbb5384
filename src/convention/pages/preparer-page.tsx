import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";

type PreparerProps = {
  readonly cadre: Cadre;
  readonly saisie: SaisieFormulaire;
  readonly erreur: string | null;
};

/** Form of the first version of the territory: a new convention, or one already signed. */
export function renderPreparerPage({ cadre, saisie, erreur }: PreparerProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : préparer la convention" : "Préparer la convention",
    children: (
      <>
        <h1>Préparer la convention</h1>
        <p class="chapo">
          Un projet : rien n’est en vigueur tant que ses étapes ne sont pas enregistrées. Vous saisirez ensuite ses
          objectifs, ses signataires et ses actes.
        </p>
        <ResultatActe erreur={erreur} titreErreur="Le projet n’est pas créé" />
        <form method="post" action={hrefTerritoire(epci, "convention/preparer")}>
          <fieldset class="grand">
            <legend>Que voulez-vous faire ?</legend>
            <label class="case">
              <input type="radio" name="reprise" value="" checked={valeurDe(saisie, "reprise") !== "oui"} />
              Préparer une nouvelle convention, dont les actes sont à venir
            </label>
            <label class="case">
              <input type="radio" name="reprise" value="oui" checked={valeurDe(saisie, "reprise") === "oui"} />
              Reprendre une convention déjà signée : les dates que le document ne donne pas seront écrites « inconnues »
            </label>
          </fieldset>
          <fieldset class="grand">
            <legend>La convention</legend>
            <ChampsVersion saisie={saisie} />
            <p>
              <label for="duree">
                Années entre deux révisions
                <span class="aide">Trois dans l’article L. 441-1 du CCH, rédaction de 2017.</span>
              </label>
              <input
                id="duree"
                name="duree"
                type="number"
                min={1}
                max={10}
                value={valeurDe(saisie, "duree")}
                required
              />
            </p>
          </fieldset>
          <p class="ligne telechargements">
            <button class="bouton" type="submit">
              Créer le projet
            </button>
            <a href={hrefTerritoire(epci, "convention")}>Revenir sans créer</a>
          </p>
        </form>
      </>
    ),
  });
}

export function ChampsVersion({ saisie }: { saisie: SaisieFormulaire }) {
  return (
    <>
      <p>
        <label for="titre">Titre</label>
        <input
          id="titre"
          name="titre"
          value={valeurDe(saisie, "titre")}
          required
          maxlength={200}
          size={60}
          autocomplete="off"
        />
      </p>
      <p>
        <label for="objet">
          Objet
          <span class="aide">Ce que cette version décide, en une ou deux phrases. Aucun nom de personne.</span>
        </label>
        <textarea id="objet" name="objet" rows={3} maxlength={500} required>
          {valeurDe(saisie, "objet")}
        </textarea>
      </p>
    </>
  );
}
