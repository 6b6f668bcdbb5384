import { sayJours, sayValeur } from "#droit/regles/dire-valeur.ts";
import type { Declaration, Enregistrement } from "#droit/regles/enregistrement.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { EffetJeu } from "../../actes/droit/importer-jeu.ts";
import { CHEMIN_GESTION_DROIT } from "./droit-page.tsx";

type Props = {
  readonly cadre: Cadre;
  readonly effet: EffetJeu;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Text of the file, posted back and verified again. */
  readonly fichier: string;
};

/** What a signed set would change, before its import. */
export function renderEffetJeuPage({ cadre, effet, declarations, fichier }: Props): string {
  const { jeu, cle, ajoutes, corriges, retires } = effet;
  const say = (one: Enregistrement) => sayEnregistrement(one, declarations);
  return renderPage({
    cadre,
    titre: `Importer : ${jeu.titre}`,
    children: (
      <>
        <p class="ecran">
          <a href={CHEMIN_GESTION_DROIT}>Le droit appliqué</a>
        </p>
        <h1>Importer : {jeu.titre}</h1>
        <p class="chapo">
          Jeu « {jeu.nom} » de {jeu.editeur}, version {jeu.version}. Signature vérifiée, clé {cle.slice(0, 16)}.
        </p>
        <Liste titre={formatCompte(ajoutes.length, "valeur ajoutée", "valeurs ajoutées")} lignes={ajoutes.map(say)} />
        <Liste
          titre={formatCompte(corriges.length, "valeur corrigée", "valeurs corrigées")}
          lignes={corriges.map(({ avant, apres }) => `${say(avant)} → ${say(apres)}`)}
        />
        <Liste titre={formatCompte(retires.length, "valeur retirée", "valeurs retirées")} lignes={retires.map(say)} />
        <p>Ce qui est déjà figé ne change pas. Les calculs à venir liront ces valeurs dès la requête suivante.</p>
        <form class="saisie" method="post" action={`${CHEMIN_GESTION_DROIT}/importer`}>
          <input type="hidden" name="contenu" value={fichier} />
          <input type="hidden" name="geste" value="importer" />
          <p class="ligne">
            <button class="bouton" type="submit">
              Importer ce jeu
            </button>
            <a class="cible" href={CHEMIN_GESTION_DROIT}>
              Revenir sans importer
            </a>
          </p>
        </form>
      </>
    ),
  });
}

function Liste({ titre, lignes }: { titre: string; lignes: readonly string[] }) {
  return (
    <>
      <h2>{titre}</h2>
      {lignes.length === 0 ? null : (
        <ul class="texte">
          {lignes.map((ligne) => (
            <li>{ligne}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function sayEnregistrement(one: Enregistrement, declarations: ReadonlyMap<string, Declaration>): string {
  const declaration = declarations.get(one.code);
  return declaration
    ? `${declaration.nom}, ${sayJours(one)} : ${sayValeur(declaration, one.valeur)}`
    : `${one.code}, ${sayJours(one)}`;
}
