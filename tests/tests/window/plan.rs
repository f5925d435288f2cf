use std::io::Result;

use carpaccio_tests::{Places, Window};

use crate::pages::{SMALL, begin, paste};

const OUTLINE: &str = "- Book a table by phone\n- Book a table on the website\n- Cancel a booking\n\
                       - Remind the guest on the day\n- Show the plan of the room\n";

/// The titles of the backlog from the first to the last.
const ORDER: &str = "[...document.querySelectorAll('[role=row][data-place]')]
    .sort((a, b) => a.getAttribute('aria-rowindex') - b.getAttribute('aria-rowindex'))
    .map(row => row.querySelector('.title')?.textContent).filter(Boolean).join()";

async fn backlog(window: &Window) -> Result<()> {
    window.press("Control+2").await?;
    window.see("[role=row][data-place] .title").await
}

#[tokio::test]
async fn a_team_argues_with_its_plan_and_finds_it_again() -> Result<()> {
    let places = Places::new()?;
    let window = Window::open(&places, None, SMALL).await?;
    begin(&window, "Restaurant").await?;
    paste(&window, OUTLINE).await?;
    window.read("Show the plan of the room").await?;
    backlog(&window).await?;
    let best = window.ask(&format!("return {ORDER}")).await?;

    // By hand, at a price, with a release more; and back to the best order with one key.
    window.click("[role=row][data-place] .title").await?;
    window.press("Alt+ArrowDown").await?;
    window.until(&format!("{ORDER} !== {best}")).await?;
    window.read("1 pinned").await?;
    window.press("End").await?;
    window.press("r").await?;
    window.see("[role=dialog] input").await?;
    window.type_text("Guests come back\n").await?;
    window.until("!document.querySelector('[role=dialog]')").await?;
    window.read("Guests come back").await?;
    let by_hand = window.ask(&format!("return {ORDER}")).await?;

    // What needs what: by a key, in a picture that is laid out, and made a picture to keep.
    window.press("Home").await?;
    window.press("d").await?;
    window.see("[role=dialog] input").await?;
    window.type_text("Cancel\n").await?;
    window.until("!document.querySelector('[role=dialog]')").await?;
    window.press("Alt+2").await?;
    window.until("document.querySelectorAll('[role=tabpanel] svg rect').length > 1").await?;
    window.ask(PICTURE).await?;
    window.until("document.body.dataset.picture?.startsWith('data:image/png')").await?;

    // Dates from six weeks, and what if one slice less.
    window.press("Alt+3").await?;
    window.click("[data-pane=throughput] textarea").await?;
    window.type_text("1, 2, 1, 0, 2\n").await?;
    window.read("5 weeks").await?;
    window.type_text("1\n").await?;
    window.read("P85").await?;
    window.until("!document.querySelector('progress')").await?;
    window.press("Alt+4").await?;
    window.click("[data-pane=what-if] li button").await?;
    window.see("[data-pane=what-if] table").await?;
    window.press("Control+Enter").await?;
    window.until("!document.querySelector('[data-pane=what-if] table')").await?;
    window.press("Control+z").await?;
    window.close().await?;

    let file = places.file("Carpaccio/Restaurant.carpaccio");
    let window = Window::open(&places, Some(&file), SMALL).await?;
    window.see("#view").await?;
    backlog(&window).await?;
    window.read("1 pinned").await?;
    window.read("Guests come back").await?;
    assert_eq!(window.ask(&format!("return {ORDER}.split(',').length")).await?, 5);
    window.click("[role=row][data-place] .title").await?;
    window.press("b").await?;
    window.until("!document.body.innerText.includes('1 pinned')").await?;
    assert_ne!(best, by_hand);
    window.close().await
}

/// Draws the first drawing of the pane onto a canvas, as saving it as PNG does.
const PICTURE: &str = "const svg = document.querySelector('[role=tabpanel] svg').cloneNode(true);
    svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    svg.setAttribute('width', 300);
    svg.setAttribute('height', 200);
    const image = new Image();
    image.onload = () => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [300, 200];
        canvas.getContext('2d').drawImage(image, 0, 0);
        document.body.dataset.picture = canvas.toDataURL('image/png').slice(0, 40);
    };
    image.onerror = () => document.body.dataset.picture = 'refused';
    image.src = 'data:image/svg+xml;charset=utf-8,'
        + encodeURIComponent(new XMLSerializer().serializeToString(svg));";
