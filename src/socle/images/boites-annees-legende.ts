/** Legend of the boxes, under the drawing, on the page and in the document. */
export const LEGENDE_BOITES =
  "Une boîte par année : bande foncée, 1 chance sur 2 d’y être ; bande claire, 9 chances sur 10 ; trait plein, médiane ; tirets, taux visé. La dernière boîte est la période entière.";
