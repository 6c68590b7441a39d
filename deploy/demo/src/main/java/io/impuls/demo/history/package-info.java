/**
 * {@code ./dev import}: a CSV file becomes rows of {@code POST /v1/imports}, by a mapping that says
 * which column is which field. Can be stopped and taken up again at any time.
 */
package io.impuls.demo.history;
