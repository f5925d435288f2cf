//! The formats exactly as they are written.

use expect_test::{Expect, expect};
use slicing::{Status, Workshop};
use trackers::{Format, Report};

use crate::workshops::{small, written};

fn check(format: Format, expect: Expect) {
    let (text, report) = written(format, &small());
    // Source files hold none of these three.
    let text = text.replace("\r\n", "\n").replace('\u{feff}', "<BOM>").replace('\u{2060}', "‿");
    expect.assert_eq(&format!("{text}\n{}", told(&report)));
}

fn told(report: &Report) -> String {
    let note = |note: &trackers::Note| format!("{}: {}\n", note.severity.id(), note.what);
    report.notes.iter().map(note).collect()
}

#[test]
fn outline() {
    check(
        Format::Outline,
        expect![[r#"
            - Claim =expenses= & more
              - Hand in
                - Type it in, then "send"
                  - Deeper 5
                    - Deeper 6
                      - Deeper 7
                - [/] =1+1 receipts
            - [-] \- Mileage

            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            lost: the narrative of 1 slice
            lost: the kind of 1 slice
            lost: the pattern of 1 slice
            lost: the persona of 1 slice
            lost: the step of 1 slice
            lost: the value of 1 slice
            lost: the effort of 1 slice
            lost: the release after the MVP of 1 slice
            lost: the place by hand of 1 slice
            lost: the wish for the MVP of 1 slice
            lost: the reason for not doing it of 1 slice
            lost: the acceptance criteria of 1 slice
            lost: the dependencies of 1 slice
            lost: the questions of 1 slice
            lost: the deferrals of 1 slice
            lost: the tags of 1 slice
            lost: the notes of 1 slice
            lost: the reference for a second hand-over
        "#]],
    );
}

#[test]
fn markdown() {
    check(
        Format::Markdown,
        expect![[r#"
            <!-- carpaccio workshop 5f1c-02ab -->

            # Expenses

            Paid in *ten* days

            **Workshop**

            - Product: app
            - Time-box in days: 3
            - MVP: capacity 30
            - Persona: Employee
            - Essential step: Hand in

            **Stories**

            | Story | Title | Value | Effort | MVP |
            |---|---|---|---|---|
            | US-004 | \=1+1 receipts | 40 | 1.5 days |  |
            | US-007 | Deeper 7 | 40 | 1.5 days |  |
            | US-008 | \- Mileage |  |  |  |

            ## Claim =expenses= & more

            As an employee I want
            my money back.

            \# Not a heading

            **Details**

            - Reference: carpaccio:5f1c-02ab:S1

            ### Hand in

            **Details**

            - Persona: Employee
            - Split by: workflow-steps
            - Reference: carpaccio:5f1c-02ab:S2

            #### Type it in, then "send"

            **Acceptance criteria**

            - [ ] Given 12.50
              When sent
              Then paid
            - [ ] \[x\] refused when empty

            **Details**

            - Value: 80
            - Effort: 1.5 days
            - Tag: first release
            - Tag: web
            - Reference: carpaccio:5f1c-02ab:S3

            ##### Deeper 5

            **Details**

            - Reference: carpaccio:5f1c-02ab:S5

            ###### Deeper 6

            **Details**

            - Reference: carpaccio:5f1c-02ab:S6

            * US-007: Deeper 7

              **Details**

              - Value: 40 (estimated)
              - Effort: 1.5 days (estimated)
              - Reference: carpaccio:5f1c-02ab:S7

            #### US-004: \=1+1 receipts

            **Questions**

            - Which format?
              - Owner: Amira
              - Answer: JPEG

            **Left out**

            - PDF
              - Owner: Jonas

            **Notes**

            h1. Loud @all
            /close

            **Details**

            - Kind: spike
            - Status: doing
            - Step: Hand in
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Release: No paper, "ever"
            - Pinned at: 2
            - Wish: not now
            - Needs: S3 Type it in, then "send"
            - Reference: carpaccio:5f1c-02ab:S4

            ## US-008: \- Mileage

            **Details**

            - Status: dropped
            - Because: Nobody drives
            - Reference: carpaccio:5f1c-02ab:S8

            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
        "#]],
    );
}

#[test]
fn json() {
    check(
        Format::Json,
        expect![[r#"
            {
              "format": "carpaccio-workshop",
              "version": 1,
              "identity": "5f1c-02ab",
              "about": {"title":"Expenses","goal":"Paid in *ten* days","product":"app","timeBox":3,"mvp":"capacity 30","mvpOutcome":"Paid at all","mvpMeasure":"9 of 10 within a month","worth":{"amount":120,"unit":"€"},"pace":{"throughput":[3,0,5],"growth":130,"peopleThen":4,"people":5,"from":null,"due":"2026-07-01"}},
              "personas": [
                {"id":"P1","name":"Employee"}
              ],
              "steps": [
                {"id":"J1","name":"Hand in","essential":true}
              ],
              "releases": [
                {"id":"R1","outcome":"No paper, \"ever\"","measure":"The cabinet is gone","cut":"by-hand"}
              ],
              "slices": [
                {"id":"S1","title":"Claim =expenses= & more","narrative":"As an employee I want\nmy money back.\n\n# Not a heading"},
                {"id":"S2","parent":"S1","title":"Hand in","pattern":"workflow-steps","persona":"P1"},
                {"id":"S3","parent":"S2","title":"Type it in, then \"send\"","value":80,"effort":3,"inMvp":true,"acceptance":["Given 12.50\nWhen sent\nThen paid","[x] refused when empty"],"tags":["first release","web"]},
                {"id":"S5","parent":"S3","title":"Deeper 5"},
                {"id":"S6","parent":"S5","title":"Deeper 6"},
                {"id":"S7","parent":"S6","title":"Deeper 7"},
                {"id":"S4","parent":"S2","title":"=1+1 receipts","kind":"spike","status":"doing","step":"J1","release":"R1","pin":2,"wish":"not-now","needs":["S3"],"questions":[{"text":"Which format?","owner":"Amira","answer":"JPEG"}],"deferrals":[{"text":"PDF","owner":"Jonas"}],"notes":"h1. Loud @all\n/close"},
                {"id":"S8","title":"- Mileage","status":"dropped","because":"Nobody drives"}
              ],
              "backlog": [
                {"slice":"S4","value":40,"effort":3,"mvp":false,"release":"R1","estimated":["value","effort"]},
                {"slice":"S7","value":40,"effort":3,"mvp":false,"estimated":["value","effort"]}
              ]
            }

        "#]],
    );
}

#[test]
fn spreadsheet() {
    check(
        Format::Csv,
        expect![[r#"
            <BOM>ID,Parent,Level,Title,Narrative,Acceptance criteria,Kind,Status,Split by,Persona,Step,Value,Effort in half days,Estimated value,Estimated effort,Rank,MVP,Release,Pinned at,Wish,Because,Needs,Questions,Left out,Tags,Notes,Reference
            S1,,1,Claim =expenses= & more,"As an employee I want
            my money back.

            # Not a heading",,slice,open,,,,,,,,,,,,,,,,,,,carpaccio:5f1c-02ab:S1
            S2,S1,2,Hand in,,,slice,open,workflow-steps,Employee,,,,,,,,,,,,,,,,,carpaccio:5f1c-02ab:S2
            S3,S2,3,"Type it in, then ""send""",,"• Given 12.50
              When sent
              Then paid
            • [x] refused when empty",slice,open,,,,80,3,,,,,,,,,,,,"first release, web",,carpaccio:5f1c-02ab:S3
            S5,S3,4,Deeper 5,,,slice,open,,,,,,,,,,,,,,,,,,,carpaccio:5f1c-02ab:S5
            S6,S5,5,Deeper 6,,,slice,open,,,,,,,,,,,,,,,,,,,carpaccio:5f1c-02ab:S6
            S7,S6,6,Deeper 7,,,slice,open,,,,,,40,3,2,,,,,,,,,,,carpaccio:5f1c-02ab:S7
            S4,S2,3,'=1+1 receipts,,,spike,doing,,,Hand in,,,40,3,1,,"No paper, ""ever""",2,not now,,S3,"• Which format?
              • Owner: Amira
              • Answer: JPEG","• PDF
              • Owner: Jonas",,"h1. Loud @all
            /close",carpaccio:5f1c-02ab:S4
            S8,,1,'- Mileage,,,slice,dropped,,,,,,,,,,,,,Nobody drives,,,,,,carpaccio:5f1c-02ab:S8

            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
        "#]],
    );
}

#[test]
fn jira() {
    check(
        Format::JiraCsv,
        expect![[r#"
            Work type,Work item ID,Parent,Summary,Description,Labels,Labels,Fix versions,Story point estimate
            Epic,1,,Claim =expenses= & more,"As an employee I want
            my money back.

            \# Not a heading

            h3. Details
            * Reference: carpaccio:5f1c-02ab:S1",,,,
            Story,2,1,Hand in,"h3. Details
            * Persona: Employee
            * Split by: workflow-steps
            * Reference: carpaccio:5f1c-02ab:S2",,,,
            Sub-task,4,2,=1+1 receipts,"h3. Questions
            * Which format?
            ** Owner: Amira
            ** Answer: JPEG

            h3. Left out
            * PDF
            ** Owner: Jonas

            h3. Notes

            ‿h1. Loud @all
            /close

            h3. Details
            * Kind: spike
            * Status: doing
            * Step: Hand in
            * Value: 40 (estimated)
            * Effort: 1.5 days (estimated)
            * Release: No paper, ""ever""
            * Pinned at: 2
            * Wish: not now
            * Needs: S3 Type it in, then ""send""
            * Reference: carpaccio:5f1c-02ab:S4",,,"No paper, ""ever""",3
            Sub-task,3,2,"Type it in, then ""send""","h3. Acceptance criteria
            * Given 12.50 \\ When sent \\ Then paid
            * \[x\] refused when empty

            h3. Details
            * Value: 80
            * Effort: 1.5 days
            * Tag: first release
            * Tag: web
            * Reference: carpaccio:5f1c-02ab:S3",first-release,web,,3
            Sub-task,5,2,Deeper 5,"h3. Part of

            S3 Type it in, then ""send""

            h3. Details
            * Reference: carpaccio:5f1c-02ab:S5",,,,
            Sub-task,6,2,Deeper 6,"h3. Part of

            S5 Deeper 5

            h3. Details
            * Reference: carpaccio:5f1c-02ab:S6",,,,
            Sub-task,7,2,Deeper 7,"h3. Part of

            S6 Deeper 6

            h3. Details
            * Value: 40 (estimated)
            * Effort: 1.5 days (estimated)
            * Reference: carpaccio:5f1c-02ab:S7",,,,3

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into work types and lines of the description: the kind of 1 slice
            flattened: into lines of the description: the status of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the dependencies of 1 slice, the reference for a second hand-over
            flattened: into story points of half a day: the effort of 1 slice
            flattened: into a version each: the release after the MVP of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into labels, with hyphens for spaces: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: the level of 3 slices below level 3: the parent is named in the description
        "#]],
    );
}

#[test]
fn jira_on_a_server() {
    check(
        Format::JiraServerCsv,
        expect![[r#"
            Issue Type,Issue Id,Parent Id,Epic Name,Epic Link,Summary,Description,Labels,Labels,Fix Version/s,Story Points
            Epic,1,,Claim =expenses= & more (S1),,Claim =expenses= & more,"As an employee I want
            my money back.

            \# Not a heading

            h3. Details
            * Reference: carpaccio:5f1c-02ab:S1",,,,
            Story,2,,,Claim =expenses= & more (S1),Hand in,"h3. Details
            * Persona: Employee
            * Split by: workflow-steps
            * Reference: carpaccio:5f1c-02ab:S2",,,,
            Sub-task,4,2,,,=1+1 receipts,"h3. Questions
            * Which format?
            ** Owner: Amira
            ** Answer: JPEG

            h3. Left out
            * PDF
            ** Owner: Jonas

            h3. Notes

            ‿h1. Loud @all
            /close

            h3. Details
            * Kind: spike
            * Status: doing
            * Step: Hand in
            * Value: 40 (estimated)
            * Effort: 1.5 days (estimated)
            * Release: No paper, ""ever""
            * Pinned at: 2
            * Wish: not now
            * Needs: S3 Type it in, then ""send""
            * Reference: carpaccio:5f1c-02ab:S4",,,"No paper, ""ever""",3
            Sub-task,3,2,,,"Type it in, then ""send""","h3. Acceptance criteria
            * Given 12.50 \\ When sent \\ Then paid
            * \[x\] refused when empty

            h3. Details
            * Value: 80
            * Effort: 1.5 days
            * Tag: first release
            * Tag: web
            * Reference: carpaccio:5f1c-02ab:S3",first-release,web,,3
            Sub-task,5,2,,,Deeper 5,"h3. Part of

            S3 Type it in, then ""send""

            h3. Details
            * Reference: carpaccio:5f1c-02ab:S5",,,,
            Sub-task,6,2,,,Deeper 6,"h3. Part of

            S5 Deeper 5

            h3. Details
            * Reference: carpaccio:5f1c-02ab:S6",,,,
            Sub-task,7,2,,,Deeper 7,"h3. Part of

            S6 Deeper 6

            h3. Details
            * Value: 40 (estimated)
            * Effort: 1.5 days (estimated)
            * Reference: carpaccio:5f1c-02ab:S7",,,,3

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into work types and lines of the description: the kind of 1 slice
            flattened: into lines of the description: the status of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the dependencies of 1 slice, the reference for a second hand-over
            flattened: into story points of half a day: the effort of 1 slice
            flattened: into a version each: the release after the MVP of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into labels, with hyphens for spaces: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: the level of 3 slices below level 3: the parent is named in the description
        "#]],
    );
}

#[test]
fn github_requests() {
    check(
        Format::GithubJson,
        expect![[r#"
            {
              "format": "carpaccio-github",
              "version": 1,
              "requests": [
                {"method":"POST","path":"/repos/{owner}/{repo}/labels","body":{"color":"3e4b9e","name":"epic"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/labels","body":{"color":"fbca04","name":"spike"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/labels","body":{"color":"ededed","name":"first release"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/labels","body":{"color":"ededed","name":"web"}},
                {"as":"S1","method":"POST","path":"/repos/{owner}/{repo}/issues","body":{"body":"As an employee I want\nmy money back.\n\n\\# Not a heading\n\n**Details**\n\n- Reference: carpaccio:5f1c-02ab:S1\n","labels":["epic"],"title":"Claim =expenses= & more"}},
                {"as":"S2","method":"POST","path":"/repos/{owner}/{repo}/issues","body":{"body":"**Details**\n\n- Persona: Employee\n- Split by: workflow-steps\n- Reference: carpaccio:5f1c-02ab:S2\n","labels":[],"title":"Hand in"}},
                {"as":"S4","method":"POST","path":"/repos/{owner}/{repo}/issues","body":{"body":"**Questions**\n\n- Which format?\n  - Owner: Amira\n  - Answer: JPEG\n\n**Left out**\n\n- PDF\n  - Owner: Jonas\n\n**Notes**\n\nh1. Loud @<!-- -->all\n/close\n\n**Details**\n\n- Kind: spike\n- Status: doing\n- Step: Hand in\n- Value: 40 (estimated)\n- Effort: 1.5 days (estimated)\n- Release: No paper, \"ever\"\n- Pinned at: 2\n- Wish: not now\n- Needs: S3 Type it in, then \"send\"\n- Reference: carpaccio:5f1c-02ab:S4\n","labels":["spike"],"title":"=1+1 receipts"}},
                {"as":"S3","method":"POST","path":"/repos/{owner}/{repo}/issues","body":{"body":"**Acceptance criteria**\n\n- [ ] Given 12.50\n  When sent\n  Then paid\n- [ ] \\[x\\] refused when empty\n\n**Details**\n\n- Value: 80\n- Effort: 1.5 days\n- Tag: first release\n- Tag: web\n- Reference: carpaccio:5f1c-02ab:S3\n","labels":["first release","web"],"title":"Type it in, then \"send\""}},
                {"as":"S5","method":"POST","path":"/repos/{owner}/{repo}/issues","body":{"body":"**Details**\n\n- Reference: carpaccio:5f1c-02ab:S5\n","labels":[],"title":"Deeper 5"}},
                {"as":"S6","method":"POST","path":"/repos/{owner}/{repo}/issues","body":{"body":"**Details**\n\n- Reference: carpaccio:5f1c-02ab:S6\n","labels":[],"title":"Deeper 6"}},
                {"as":"S7","method":"POST","path":"/repos/{owner}/{repo}/issues","body":{"body":"**Details**\n\n- Value: 40 (estimated)\n- Effort: 1.5 days (estimated)\n- Reference: carpaccio:5f1c-02ab:S7\n","labels":[],"title":"Deeper 7"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/issues/{S1.number}/sub_issues","body":{},"fill":{"sub_issue_id":"S2.id"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/issues/{S2.number}/sub_issues","body":{},"fill":{"sub_issue_id":"S4.id"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/issues/{S2.number}/sub_issues","body":{},"fill":{"sub_issue_id":"S3.id"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/issues/{S3.number}/sub_issues","body":{},"fill":{"sub_issue_id":"S5.id"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/issues/{S5.number}/sub_issues","body":{},"fill":{"sub_issue_id":"S6.id"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/issues/{S6.number}/sub_issues","body":{},"fill":{"sub_issue_id":"S7.id"}},
                {"method":"POST","path":"/repos/{owner}/{repo}/issues/{S4.number}/dependencies/blocked_by","body":{},"fill":{"issue_id":"S3.id"}}
              ]
            }

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into labels and lines of the description: the kind of 1 slice
            flattened: into closed issues and lines of the description: the status of 1 slice
            flattened: into lines of the description: the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the effort of 1 slice, the release after the MVP of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the reference for a second hand-over
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into labels, and lines of the description: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
        "#]],
    );
}

#[test]
fn github_script() {
    let (text, _) = written(Format::GithubScript, &small());
    let (_, calls) = text.split_once("workshop=").unwrap();
    expect![[r#"
        'carpaccio:5f1c-02ab'

        label 'epic' <<'JSON'
        {"color":"3e4b9e","name":"epic"}
        JSON
        label 'spike' <<'JSON'
        {"color":"fbca04","name":"spike"}
        JSON
        label 'first release' <<'JSON'
        {"color":"ededed","name":"first release"}
        JSON
        label 'web' <<'JSON'
        {"color":"ededed","name":"web"}
        JSON
        issue S1 later open 'Claim =expenses= & more' <<'JSON'
        {"body":"As an employee I want\nmy money back.\n\n\\# Not a heading\n\n**Details**\n\n- Reference: carpaccio:5f1c-02ab:S1\n","title":"Claim =expenses= & more"}
        ["epic"]
        JSON
        issue S2 later open 'Hand in' <<'JSON'
        {"body":"**Details**\n\n- Persona: Employee\n- Split by: workflow-steps\n- Reference: carpaccio:5f1c-02ab:S2\n","title":"Hand in"}
        []
        JSON
        issue S4 later open '=1+1 receipts' <<'JSON'
        {"body":"**Questions**\n\n- Which format?\n  - Owner: Amira\n  - Answer: JPEG\n\n**Left out**\n\n- PDF\n  - Owner: Jonas\n\n**Notes**\n\nh1. Loud @<!-- -->all\n/close\n\n**Details**\n\n- Kind: spike\n- Status: doing\n- Step: Hand in\n- Value: 40 (estimated)\n- Effort: 1.5 days (estimated)\n- Release: No paper, \"ever\"\n- Pinned at: 2\n- Wish: not now\n- Needs: S3 Type it in, then \"send\"\n- Reference: carpaccio:5f1c-02ab:S4\n","title":"=1+1 receipts"}
        ["spike"]
        JSON
        issue S3 later open 'Type it in, then "send"' <<'JSON'
        {"body":"**Acceptance criteria**\n\n- [ ] Given 12.50\n  When sent\n  Then paid\n- [ ] \\[x\\] refused when empty\n\n**Details**\n\n- Value: 80\n- Effort: 1.5 days\n- Tag: first release\n- Tag: web\n- Reference: carpaccio:5f1c-02ab:S3\n","title":"Type it in, then \"send\""}
        ["first release","web"]
        JSON
        issue S5 later open 'Deeper 5' <<'JSON'
        {"body":"**Details**\n\n- Reference: carpaccio:5f1c-02ab:S5\n","title":"Deeper 5"}
        []
        JSON
        issue S6 later open 'Deeper 6' <<'JSON'
        {"body":"**Details**\n\n- Reference: carpaccio:5f1c-02ab:S6\n","title":"Deeper 6"}
        []
        JSON
        issue S7 later open 'Deeper 7' <<'JSON'
        {"body":"**Details**\n\n- Value: 40 (estimated)\n- Effort: 1.5 days (estimated)\n- Reference: carpaccio:5f1c-02ab:S7\n","title":"Deeper 7"}
        []
        JSON
        sub_issues S1 S2
        sub_issues S2 S4 S3
        sub_issues S3 S5
        sub_issues S5 S6
        sub_issues S6 S7
        blocked_by S4 S3
    "#]].assert_eq(calls);
}

#[test]
fn linear() {
    check(
        Format::LinearCsv,
        expect![[r#"
            Title,Description,Status,Estimate,Labels
            Claim =expenses= & more,"As an employee I want
            my money back.

            \# Not a heading

            **Details**

            - Reference: carpaccio:5f1c-02ab:S1
            ",Backlog,,Epic: Claim =expenses= & more
            Hand in,"**Part of**

            S1 Claim =expenses= & more

            **Details**

            - Persona: Employee
            - Split by: workflow-steps
            - Reference: carpaccio:5f1c-02ab:S2
            ",Backlog,,Epic: Claim =expenses= & more
            '=1+1 receipts,"**Part of**

            S2 Hand in

            **Questions**

            - Which format?
              - Owner: Amira
              - Answer: JPEG

            **Left out**

            - PDF
              - Owner: Jonas

            **Notes**

            h1. Loud @‿all
            /close

            **Details**

            - Kind: spike
            - Status: doing
            - Step: Hand in
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Release: No paper, ""ever""
            - Pinned at: 2
            - Wish: not now
            - Needs: S3 Type it in, then ""send""
            - Reference: carpaccio:5f1c-02ab:S4
            ",In Progress,3,Epic: Claim =expenses= & more
            "Type it in, then ""send""","**Part of**

            S2 Hand in

            **Acceptance criteria**

            - [ ] Given 12.50
              When sent
              Then paid
            - [ ] \[x\] refused when empty

            **Details**

            - Value: 80
            - Effort: 1.5 days
            - Tag: first release
            - Tag: web
            - Reference: carpaccio:5f1c-02ab:S3
            ",Backlog,3,"first release, web, Epic: Claim =expenses= & more"
            Deeper 5,"**Part of**

            S3 Type it in, then ""send""

            **Details**

            - Reference: carpaccio:5f1c-02ab:S5
            ",Backlog,,Epic: Claim =expenses= & more
            Deeper 6,"**Part of**

            S5 Deeper 5

            **Details**

            - Reference: carpaccio:5f1c-02ab:S6
            ",Backlog,,Epic: Claim =expenses= & more
            Deeper 7,"**Part of**

            S6 Deeper 6

            **Details**

            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Reference: carpaccio:5f1c-02ab:S7
            ",Backlog,3,Epic: Claim =expenses= & more

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into lines of the description: the kind of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the release after the MVP of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the dependencies of 1 slice, the reference for a second hand-over
            flattened: into the states Backlog, In Progress, Done and Canceled: the status of 1 slice
            flattened: into estimates in points of half a day: the effort of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into labels without commas before spaces: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: the level of 6 slices: the parent is named in the description
        "#]],
    );
}

#[test]
fn asana() {
    check(
        Format::AsanaCsv,
        expect![[r#"
            Name,Description,Section/Column,Subtask of,Dependencies
            Claim =expenses= & more,"As an employee I want
            my money back.

            # Not a heading

            Details:
            - Reference: carpaccio:5f1c-02ab:S1",Later,,
            Hand in,"Details:
            - Persona: Employee
            - Split by: workflow-steps
            - Reference: carpaccio:5f1c-02ab:S2",,Claim =expenses= & more,
            "Type it in; then ""send""","Title in full:
            Type it in, then ""send""

            Acceptance criteria:
            - Given 12.50
              When sent
              Then paid
            - [x] refused when empty

            Details:
            - Value: 80
            - Effort: 1.5 days
            - Tag: first release
            - Tag: web
            - Reference: carpaccio:5f1c-02ab:S3",,Hand in,
            =1+1 receipts,"Questions:
            - Which format?
              - Owner: Amira
              - Answer: JPEG

            Left out:
            - PDF
              - Owner: Jonas

            Notes:
            h1. Loud @all
            /close

            Details:
            - Kind: spike
            - Status: doing
            - Step: Hand in
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Release: No paper, ""ever""
            - Pinned at: 2
            - Wish: not now
            - Needs: S3 Type it in, then ""send""
            - Reference: carpaccio:5f1c-02ab:S4",,Hand in,"Type it in; then ""send"""
            Deeper 5,"Details:
            - Reference: carpaccio:5f1c-02ab:S5",,"Type it in; then ""send""",
            Deeper 6,"Details:
            - Reference: carpaccio:5f1c-02ab:S6",,Deeper 5,
            Deeper 7,"Part of:
            S6 Deeper 6

            Details:
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Reference: carpaccio:5f1c-02ab:S7",,Deeper 5,

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into lines of the description: the kind of 1 slice, the status of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the effort of 1 slice, the release after the MVP of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the tags of 1 slice, the reference for a second hand-over
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into names of tasks: the dependencies of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: the level of 1 slice below level 5: the parent is named in the description
        "#]],
    );
}

#[test]
fn trello() {
    check(
        Format::TrelloJson,
        expect![[r#"
            {
              "id": "b00000000000000000000001",
              "name": "Expenses",
              "desc": "",
              "closed": false,
              "actions": [],
              "lists": [
                {"id":"100000000000000000000000","name":"Epics","closed":false,"pos":0},
                {"id":"100000000000000000000001","name":"MVP","closed":false,"pos":1},
                {"id":"100000000000000000000002","name":"Later","closed":false,"pos":2},
                {"id":"100000000000000000000003","name":"Doing","closed":false,"pos":3},
                {"id":"100000000000000000000004","name":"Done","closed":false,"pos":4}
              ],
              "labels": [
                {"id":"200000000000000000000000","name":"first release","color":"green"},
                {"id":"200000000000000000000001","name":"web","color":"yellow"}
              ],
              "cards": [
                {"id":"c00000000000000000000001","idList":"100000000000000000000000","idShort":1,"name":"Claim =expenses= & more","desc":"As an employee I want\nmy money back.\n\n\\# Not a heading\n\n**Details**\n\n- Reference: carpaccio:5f1c-02ab:S1\n","shortUrl":"","closed":false,"pos":0,"labels":[],"idLabels":[],"idChecklists":[],"attachments":[]},
                {"id":"c00000000000000000000002","idList":"100000000000000000000000","idShort":2,"name":"Hand in","desc":"**Part of**\n\nS1 Claim =expenses= & more\n\n**Details**\n\n- Persona: Employee\n- Split by: workflow-steps\n- Reference: carpaccio:5f1c-02ab:S2\n","shortUrl":"","closed":false,"pos":1,"labels":[],"idLabels":[],"idChecklists":[],"attachments":[]},
                {"id":"c00000000000000000000004","idList":"100000000000000000000003","idShort":4,"name":"=1+1 receipts","desc":"**Part of**\n\nS2 Hand in\n\n**Questions**\n\n- Which format?\n  - Owner: Amira\n  - Answer: JPEG\n\n**Left out**\n\n- PDF\n  - Owner: Jonas\n\n**Notes**\n\nh1. Loud @‿all\n/close\n\n**Details**\n\n- Kind: spike\n- Status: doing\n- Step: Hand in\n- Value: 40 (estimated)\n- Effort: 1.5 days (estimated)\n- Release: No paper, \"ever\"\n- Pinned at: 2\n- Wish: not now\n- Needs: S3 Type it in, then \"send\"\n- Reference: carpaccio:5f1c-02ab:S4\n","shortUrl":"","closed":false,"pos":2,"labels":[],"idLabels":[],"idChecklists":[],"attachments":[]},
                {"id":"c00000000000000000000003","idList":"100000000000000000000000","idShort":3,"name":"Type it in, then \"send\"","desc":"**Part of**\n\nS2 Hand in\n\n**Details**\n\n- Value: 80\n- Effort: 1.5 days\n- Tag: first release\n- Tag: web\n- Reference: carpaccio:5f1c-02ab:S3\n","shortUrl":"","closed":false,"pos":3,"labels":[{"id":"200000000000000000000000","name":"first release","color":"green"},{"id":"200000000000000000000001","name":"web","color":"yellow"}],"idLabels":["200000000000000000000000","200000000000000000000001"],"idChecklists":["400000000000000000000003"],"attachments":[]},
                {"id":"c00000000000000000000005","idList":"100000000000000000000000","idShort":5,"name":"Deeper 5","desc":"**Part of**\n\nS3 Type it in, then \"send\"\n\n**Details**\n\n- Reference: carpaccio:5f1c-02ab:S5\n","shortUrl":"","closed":false,"pos":4,"labels":[],"idLabels":[],"idChecklists":[],"attachments":[]},
                {"id":"c00000000000000000000006","idList":"100000000000000000000000","idShort":6,"name":"Deeper 6","desc":"**Part of**\n\nS5 Deeper 5\n\n**Details**\n\n- Reference: carpaccio:5f1c-02ab:S6\n","shortUrl":"","closed":false,"pos":5,"labels":[],"idLabels":[],"idChecklists":[],"attachments":[]},
                {"id":"c00000000000000000000007","idList":"100000000000000000000002","idShort":7,"name":"Deeper 7","desc":"**Part of**\n\nS6 Deeper 6\n\n**Details**\n\n- Value: 40 (estimated)\n- Effort: 1.5 days (estimated)\n- Reference: carpaccio:5f1c-02ab:S7\n","shortUrl":"","closed":false,"pos":6,"labels":[],"idLabels":[],"idChecklists":[],"attachments":[]}
              ],
              "checklists": [
                {"id":"400000000000000000000003","idCard":"c00000000000000000000003","name":"Acceptance criteria","pos":0,"checkItems":[{"id":"500000000000000000000001","name":"Given 12.50\nWhen sent\nThen paid","state":"incomplete","pos":0},{"id":"500000000000000000000002","name":"[x] refused when empty","state":"incomplete","pos":1}]}
              ]
            }

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into lines of the description: the kind of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the effort of 1 slice, the release after the MVP of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the dependencies of 1 slice, the reference for a second hand-over
            flattened: into the lists Doing and Done, and lines of the description: the status of 1 slice
            flattened: into a checklist: the acceptance criteria of 1 slice
            flattened: into lists in the description: the questions of 1 slice, the deferrals of 1 slice
            flattened: into labels, and lines of the description: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: the level of 6 slices: the parent is named in the description
        "#]],
    );
}

#[test]
fn shortcut() {
    check(
        Format::ShortcutCsv,
        expect![[r#"
            id,name,type,requestor,owners,description,is_completed,created_at,started_at,updated_at,moved_at,completed_at,estimate,external_ticket_count,external_tickets,is_blocked,is_a_blocker,due_date,labels,epic_labels,tasks,state,epic_id,epic,project_id,project,iteration_id,iteration,utc_offset,is_archived
            2,Hand in,feature,,,"**Details**

            - Persona: Employee
            - Split by: workflow-steps
            - Reference: carpaccio:5f1c-02ab:S2
            ",FALSE,,,,,,,1,carpaccio:5f1c-02ab:S2,FALSE,FALSE,,,,,Unscheduled,1,Claim =expenses= & more,,,,,+00:00,FALSE
            4,=1+1 receipts,chore,,,"**Part of**

            S2 Hand in

            **Questions**

            - Which format?
              - Owner: Amira
              - Answer: JPEG

            **Left out**

            - PDF
              - Owner: Jonas

            **Notes**

            h1. Loud @‿all
            /close

            **Details**

            - Kind: spike
            - Status: doing
            - Step: Hand in
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Release: No paper, ""ever""
            - Pinned at: 2
            - Wish: not now
            - Needs: S3 Type it in, then ""send""
            - Reference: carpaccio:5f1c-02ab:S4
            ",FALSE,,,,,,3,1,carpaccio:5f1c-02ab:S4,TRUE,FALSE,,,,,In Development,1,Claim =expenses= & more,,,,,+00:00,FALSE
            3,"Type it in, then ""send""",feature,,,"**Part of**

            S2 Hand in

            **Acceptance criteria**

            - [ ] Given 12.50
              When sent
              Then paid
            - [ ] \[x\] refused when empty

            **Details**

            - Value: 80
            - Effort: 1.5 days
            - Tag: first release
            - Tag: web
            - Reference: carpaccio:5f1c-02ab:S3
            ",FALSE,,,,,,3,1,carpaccio:5f1c-02ab:S3,FALSE,TRUE,,"first release;web",,,Unscheduled,1,Claim =expenses= & more,,,,,+00:00,FALSE
            5,Deeper 5,feature,,,"**Part of**

            S3 Type it in, then ""send""

            **Details**

            - Reference: carpaccio:5f1c-02ab:S5
            ",FALSE,,,,,,,1,carpaccio:5f1c-02ab:S5,FALSE,FALSE,,,,,Unscheduled,1,Claim =expenses= & more,,,,,+00:00,FALSE
            6,Deeper 6,feature,,,"**Part of**

            S5 Deeper 5

            **Details**

            - Reference: carpaccio:5f1c-02ab:S6
            ",FALSE,,,,,,,1,carpaccio:5f1c-02ab:S6,FALSE,FALSE,,,,,Unscheduled,1,Claim =expenses= & more,,,,,+00:00,FALSE
            7,Deeper 7,feature,,,"**Part of**

            S6 Deeper 6

            **Details**

            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Reference: carpaccio:5f1c-02ab:S7
            ",FALSE,,,,,,3,1,carpaccio:5f1c-02ab:S7,FALSE,FALSE,,,,,Unscheduled,1,Claim =expenses= & more,,,,,+00:00,FALSE

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into story types and lines of the description: the kind of 1 slice
            flattened: into the completed mark and lines of the description: the status of 1 slice
            flattened: into lines of the description: the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the release after the MVP of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice
            flattened: into an estimate in half days: the effort of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into the blocked mark and lines of the description: the dependencies of 1 slice
            flattened: into labels without semicolons: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: the level of 5 slices below level 2: the parent is named in the description
            lost: the texts of epics: a story only names its epic
        "#]],
    );
}

#[test]
fn clickup() {
    check(
        Format::ClickupCsv,
        expect![[r#"
            Task ID,Parent ID,Task Name,Task Type,Description,Tags,Effort in half days,Waiting on,Reference
            1,,Claim =expenses= & more,Epic,"As an employee I want
            my money back.

            # Not a heading

            Details:
            - Reference: carpaccio:5f1c-02ab:S1",,,,carpaccio:5f1c-02ab:S1
            2,1,Hand in,Story,"Details:
            - Persona: Employee
            - Split by: workflow-steps
            - Reference: carpaccio:5f1c-02ab:S2",,,,carpaccio:5f1c-02ab:S2
            4,2,=1+1 receipts,Spike,"Questions:
            - Which format?
              - Owner: Amira
              - Answer: JPEG

            Left out:
            - PDF
              - Owner: Jonas

            Notes:
            h1. Loud @all
            /close

            Details:
            - Kind: spike
            - Status: doing
            - Step: Hand in
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Release: No paper, ""ever""
            - Pinned at: 2
            - Wish: not now
            - Needs: S3 Type it in, then ""send""
            - Reference: carpaccio:5f1c-02ab:S4",,3,3,carpaccio:5f1c-02ab:S4
            3,2,"Type it in, then ""send""",Story,"Acceptance criteria:
            - Given 12.50
              When sent
              Then paid
            - [x] refused when empty

            Details:
            - Value: 80
            - Effort: 1.5 days
            - Tag: first release
            - Tag: web
            - Reference: carpaccio:5f1c-02ab:S3","first release,web",3,,carpaccio:5f1c-02ab:S3
            5,2,Deeper 5,Story,"Part of:
            S3 Type it in, then ""send""

            Details:
            - Reference: carpaccio:5f1c-02ab:S5",,,,carpaccio:5f1c-02ab:S5
            6,2,Deeper 6,Story,"Part of:
            S5 Deeper 5

            Details:
            - Reference: carpaccio:5f1c-02ab:S6",,,,carpaccio:5f1c-02ab:S6
            7,2,Deeper 7,Story,"Part of:
            S6 Deeper 6

            Details:
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Reference: carpaccio:5f1c-02ab:S7",,3,,carpaccio:5f1c-02ab:S7

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into task types and lines of the description: the kind of 1 slice
            flattened: into lines of the description: the status of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the release after the MVP of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice
            flattened: into a column of half days: the effort of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into a column of task ids: the dependencies of 1 slice
            flattened: into tags without commas: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: into a column, and lines of the description: the reference for a second hand-over
            flattened: the level of 3 slices below level 3: the parent is named in the description
        "#]],
    );
}

#[test]
fn taiga() {
    check(
        Format::TaigaText,
        expect![[r#"
            Hand in: =1+1 receipts (S4)
            Deeper 6: Deeper 7 (S7)

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            lost: the narrative of 1 slice
            lost: the kind of 1 slice
            lost: the status of 1 slice
            lost: the pattern of 1 slice
            lost: the persona of 1 slice
            lost: the step of 1 slice
            lost: the value of 1 slice
            lost: the effort of 1 slice
            lost: the release after the MVP of 1 slice
            lost: the wish for the MVP of 1 slice
            lost: the acceptance criteria of 1 slice
            lost: the dependencies of 1 slice
            lost: the questions of 1 slice
            lost: the deferrals of 1 slice
            lost: the tags of 1 slice
            lost: the notes of 1 slice
            flattened: into the order of the lines: the place by hand of 1 slice
            flattened: into the slice’s key at the end of the line: the reference for a second hand-over
            flattened: the level of 6 slices: the parent is named in the description
        "#]],
    );
}

#[test]
fn youtrack() {
    check(
        Format::YoutrackCsv,
        expect![[r#"
            ID,Summary,Description,Type,State,Fix versions,Story points,Tags,Parent
            1,Claim =expenses= & more,"As an employee I want
            my money back.

            \# Not a heading

            **Details**

            - Reference: carpaccio:5f1c-02ab:S1
            ",Epic,Open,,,,
            2,Hand in,"**Part of**

            S1 Claim =expenses= & more

            **Details**

            - Persona: Employee
            - Split by: workflow-steps
            - Reference: carpaccio:5f1c-02ab:S2
            ",Feature,Open,,,,Claim =expenses= & more
            4,=1+1 receipts,"**Part of**

            S2 Hand in

            **Questions**

            - Which format?
              - Owner: Amira
              - Answer: JPEG

            **Left out**

            - PDF
              - Owner: Jonas

            **Notes**

            h1. Loud @‿all
            /close

            **Details**

            - Kind: spike
            - Status: doing
            - Step: Hand in
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Release: No paper, ""ever""
            - Pinned at: 2
            - Wish: not now
            - Needs: S3 Type it in, then ""send""
            - Reference: carpaccio:5f1c-02ab:S4
            ",Task,In Progress,"No paper, ""ever""",3,,Hand in
            3,"Type it in, then ""send""","**Part of**

            S2 Hand in

            **Acceptance criteria**

            - [ ] Given 12.50
              When sent
              Then paid
            - [ ] \[x\] refused when empty

            **Details**

            - Value: 80
            - Effort: 1.5 days
            - Tag: first release
            - Tag: web
            - Reference: carpaccio:5f1c-02ab:S3
            ",Feature,Open,,3,"first release,web",Hand in
            5,Deeper 5,"**Part of**

            S3 Type it in, then ""send""

            **Details**

            - Reference: carpaccio:5f1c-02ab:S5
            ",Feature,Open,,,,"Type it in, then ""send"""
            6,Deeper 6,"**Part of**

            S5 Deeper 5

            **Details**

            - Reference: carpaccio:5f1c-02ab:S6
            ",Feature,Open,,,,Deeper 5
            7,Deeper 7,"**Part of**

            S6 Deeper 6

            **Details**

            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Reference: carpaccio:5f1c-02ab:S7
            ",User Story,Open,,3,,Deeper 6

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into types and lines of the description: the kind of 1 slice
            flattened: into states and lines of the description: the status of 1 slice
            flattened: into lines of the description: the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the dependencies of 1 slice, the reference for a second hand-over
            flattened: into story points of half a day: the effort of 1 slice
            flattened: into a fix version each: the release after the MVP of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into tags without commas: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: the level of 6 slices: the parent is named in the description
        "#]],
    );
}

#[test]
fn notion() {
    check(
        Format::NotionCsv,
        expect![[r#"
            Name,Key,Parent,Type,Status,MVP,Rank,Value,Effort in half days,Persona,Step,Tags,Needs,Description,Reference
            Claim =expenses= & more,S1,,Epic,open,No,,,,,,,,"As an employee I want
            my money back.

            # Not a heading

            Details:
            - Reference: carpaccio:5f1c-02ab:S1",carpaccio:5f1c-02ab:S1
            Hand in,S2,Claim =expenses= & more,Story,open,No,,,,Employee,,,,"Part of:
            S1 Claim =expenses= & more

            Details:
            - Persona: Employee
            - Split by: workflow-steps
            - Reference: carpaccio:5f1c-02ab:S2",carpaccio:5f1c-02ab:S2
            =1+1 receipts,S4,Hand in,Spike,doing,No,1,40,3,,Hand in,,S3,"Part of:
            S2 Hand in

            Questions:
            - Which format?
              - Owner: Amira
              - Answer: JPEG

            Left out:
            - PDF
              - Owner: Jonas

            Notes:
            h1. Loud @all
            /close

            Details:
            - Kind: spike
            - Status: doing
            - Step: Hand in
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Release: No paper, ""ever""
            - Pinned at: 2
            - Wish: not now
            - Needs: S3 Type it in, then ""send""
            - Reference: carpaccio:5f1c-02ab:S4",carpaccio:5f1c-02ab:S4
            "Type it in, then ""send""",S3,Hand in,Story,open,No,,80,3,,,"first release,web",,"Part of:
            S2 Hand in

            Acceptance criteria:
            - Given 12.50
              When sent
              Then paid
            - [x] refused when empty

            Details:
            - Value: 80
            - Effort: 1.5 days
            - Tag: first release
            - Tag: web
            - Reference: carpaccio:5f1c-02ab:S3",carpaccio:5f1c-02ab:S3
            Deeper 5,S5,"Type it in, then ""send""",Story,open,No,,,,,,,,"Part of:
            S3 Type it in, then ""send""

            Details:
            - Reference: carpaccio:5f1c-02ab:S5",carpaccio:5f1c-02ab:S5
            Deeper 6,S6,Deeper 5,Story,open,No,,,,,,,,"Part of:
            S5 Deeper 5

            Details:
            - Reference: carpaccio:5f1c-02ab:S6",carpaccio:5f1c-02ab:S6
            Deeper 7,S7,Deeper 6,Story,open,No,2,40,3,,,,,"Part of:
            S6 Deeper 6

            Details:
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Reference: carpaccio:5f1c-02ab:S7",carpaccio:5f1c-02ab:S7

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into text of the description: the narrative of 1 slice, the notes of 1 slice
            flattened: into a column of types: the kind of 1 slice
            flattened: into lines of the description: the pattern of 1 slice, the release after the MVP of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into a column of keys: the dependencies of 1 slice
            flattened: into tags without commas: the tags of 1 slice
            flattened: the level of 6 slices: the parent is named in the description
        "#]],
    );
}

#[test]
fn poker() {
    check(
        Format::PokerCsv,
        expect![[r#"
            type,title,referenceId,link,description,acceptanceCriteria
            Spike,=1+1 receipts,carpaccio:5f1c-02ab:S4,,Part of Hand in.,
            Story,Deeper 7,carpaccio:5f1c-02ab:S7,,Part of Deeper 6.,

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            lost: the status of 1 slice
            lost: the pattern of 1 slice
            lost: the persona of 1 slice
            lost: the step of 1 slice
            lost: the value of 1 slice
            lost: the effort of 1 slice
            lost: the release after the MVP of 1 slice
            lost: the wish for the MVP of 1 slice
            lost: the dependencies of 1 slice
            lost: the questions of 1 slice
            lost: the deferrals of 1 slice
            lost: the tags of 1 slice
            lost: the notes of 1 slice
            flattened: into one line: the narrative of 1 slice, the acceptance criteria of 1 slice
            flattened: into types of stories: the kind of 1 slice
            flattened: into the order of the rows: the place by hand of 1 slice
            flattened: the level of 6 slices: the parent is named in the description
            lost: epics and slices that were split: only leaves are estimated
        "#]],
    );
}

#[test]
fn poker_keeps_every_story_on_one_line() {
    let (text, _) = written(Format::PokerCsv, &small());
    let leaves = small().tree.leaves().filter(|leaf| leaf.status != Status::Dropped).count();
    assert_eq!(text.matches('\n').count(), leaves + 1);
}

#[test]
fn headers_are_unique_where_a_tracker_asks_for_it() {
    for format in [Format::ClickupCsv, Format::NotionCsv, Format::ShortcutCsv] {
        let (text, _) = written(format, &small());
        let names: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let unique: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(names.len(), unique.len(), "{names:?}");
    }
}

#[test]
fn lists_in_a_cell_are_parted_by_what_the_tracker_expects() {
    let mut workshop = small();
    let leaf = workshop.tree.leaves().find(|leaf| leaf.status != Status::Dropped).unwrap().id;
    let mut slices: Vec<_> = workshop.tree.walk().map(|(slice, _)| slice.clone()).collect();
    for slice in slices.iter_mut().filter(|slice| slice.id == leaf) {
        slice.tags = vec!["a, b".to_owned(), "c; d".to_owned()];
    }
    workshop.tree = slicing::Tree::from_slices(slices);
    assert!(written(Format::ClickupCsv, &workshop).0.contains("\"a  b,c; d\""));
    assert!(written(Format::ShortcutCsv, &workshop).0.contains("\"a, b;c, d\""));
}

#[test]
fn azure() {
    check(
        Format::AzureCsv,
        expect![[r#"
            Work Item Type,Title 1,Title 2,Title 3,Title 4,Tags,Story Points,Remaining Work,Description
            Epic,Claim =expenses= & more,,,,,,,As an employee I want<br>my money back.<br><br># Not a heading<h3>Details</h3><ul><li>Reference: carpaccio:5f1c-02ab:S1</li></ul>
            Feature,,Hand in,,,,,,<h3>Details</h3><ul><li>Persona: Employee</li><li>Split by: workflow-steps</li><li>Reference: carpaccio:5f1c-02ab:S2</li></ul>
            User Story,,,=1+1 receipts,,,3,,"<h3>Questions</h3><ul><li>Which format?<ul><li>Owner: Amira</li><li>Answer: JPEG</li></ul></li></ul><h3>Left out</h3><ul><li>PDF<ul><li>Owner: Jonas</li></ul></li></ul><h3>Notes</h3>h1. Loud @all<br>/close<h3>Details</h3><ul><li>Kind: spike</li><li>Status: doing</li><li>Step: Hand in</li><li>Value: 40 (estimated)</li><li>Effort: 1.5 days (estimated)</li><li>Release: No paper, &quot;ever&quot;</li><li>Pinned at: 2</li><li>Wish: not now</li><li>Needs: S3 Type it in, then &quot;send&quot;</li><li>Reference: carpaccio:5f1c-02ab:S4</li></ul>"
            User Story,,,"Type it in, then ""send""",,"first release; web",3,,<h3>Acceptance criteria</h3><ul><li>Given 12.50<br>When sent<br>Then paid</li><li>[x] refused when empty</li></ul><h3>Details</h3><ul><li>Value: 80</li><li>Effort: 1.5 days</li><li>Tag: first release</li><li>Tag: web</li><li>Reference: carpaccio:5f1c-02ab:S3</li></ul>
            Task,,,,Deeper 5,,,,<h3>Details</h3><ul><li>Reference: carpaccio:5f1c-02ab:S5</li></ul>
            Task,,,,Deeper 6,,,,<h3>Part of</h3>S5 Deeper 5<h3>Details</h3><ul><li>Reference: carpaccio:5f1c-02ab:S6</li></ul>
            Task,,,,Deeper 7,,,12,<h3>Part of</h3>S6 Deeper 6<h3>Details</h3><ul><li>Value: 40 (estimated)</li><li>Effort: 1.5 days (estimated)</li><li>Reference: carpaccio:5f1c-02ab:S7</li></ul>

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into lines of the description: the kind of 1 slice, the status of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the release after the MVP of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the dependencies of 1 slice, the reference for a second hand-over
            flattened: into points of half a day, and hours for tasks: the effort of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into tags, with hyphens for commas and semicolons: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: the level of 2 slices below level 4: the parent is named in the description
        "#]],
    );
}

#[test]
fn gitlab() {
    check(
        Format::GitlabCsv,
        expect![[r#"
            title,description
            Claim =expenses= & more,"As an employee I want\
            my money back.

            \# Not a heading

            **Details**

            - Reference: carpaccio:5f1c-02ab:S1"
            Hand in,"**Part of**

            S1 Claim =expenses= & more

            **Details**

            - Persona: Employee
            - Split by: workflow-steps
            - Reference: carpaccio:5f1c-02ab:S2"
            =1+1 receipts,"**Part of**

            S2 Hand in

            **Questions**

            - Which format?
              - Owner: Amira
              - Answer: JPEG

            **Left out**

            - PDF
              - Owner: Jonas

            **Notes**

            h1. Loud \@all\
            \/close

            **Details**

            - Kind: spike
            - Status: doing
            - Step: Hand in
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Release: No paper, ""ever""
            - Pinned at: 2
            - Wish: not now
            - Needs: S3 Type it in, then ""send""
            - Reference: carpaccio:5f1c-02ab:S4

            /milestone %""No paper- 'ever'""
            /estimate 12h"
            "Type it in, then ""send""","**Part of**

            S2 Hand in

            **Acceptance criteria**

            - [ ] Given 12.50\
              When sent\
              Then paid
            - [ ] \[x\] refused when empty

            **Details**

            - Value: 80
            - Effort: 1.5 days
            - Tag: first release
            - Tag: web
            - Reference: carpaccio:5f1c-02ab:S3

            /label ~""first release"" ~""web""
            /estimate 12h"
            Deeper 5,"**Part of**

            S3 Type it in, then ""send""

            **Details**

            - Reference: carpaccio:5f1c-02ab:S5"
            Deeper 6,"**Part of**

            S5 Deeper 5

            **Details**

            - Reference: carpaccio:5f1c-02ab:S6"
            Deeper 7,"**Part of**

            S6 Deeper 6

            **Details**

            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Reference: carpaccio:5f1c-02ab:S7

            /estimate 12h"

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into lines of the description: the kind of 1 slice, the status of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the dependencies of 1 slice, the reference for a second hand-over
            flattened: into estimates in hours, four for half a day: the effort of 1 slice
            flattened: into a milestone each: the release after the MVP of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into labels, with hyphens for commas and apostrophes for quotation marks: the tags of 1 slice
            flattened: into text of the description: the notes of 1 slice
            flattened: the level of 6 slices: the parent is named in the description
        "#]],
    );
}

#[test]
fn redmine() {
    check(
        Format::RedmineCsv,
        expect![[r#"
            "Unique ID","Tracker","Subject","Parent task","Blocked by","Target version","Estimated time","Status","Priority","Category","Start date","Due date","% Done","Blocks","Related to","Precedes","Follows","Description"
            "1","Feature","Claim =expenses= & more","","","","","","","","","","","","","","","As an employee I want
            my money back.

            \# Not a heading

            **Details**

            - Reference: carpaccio:5f1c-02ab:S1
            "
            "2","Feature","Hand in","1","","","","","","","","","","","","","","**Details**

            - Persona: Employee
            - Split by: workflow-steps
            - Reference: carpaccio:5f1c-02ab:S2
            "
            "4","Support","=1+1 receipts","2","3","No paper, ""ever""","12","","","","","","","","","","","**Questions**

            - Which format?
              - Owner: Amira
              - Answer: JPEG

            **Left out**

            - PDF
              - Owner: Jonas

            **Notes**

            h1. Loud @<!-- -->all
            /close

            **Details**

            - Kind: spike
            - Status: doing
            - Step: Hand in
            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Release: No paper, ""ever""
            - Pinned at: 2
            - Wish: not now
            - Needs: S3 Type it in, then ""send""
            - Reference: carpaccio:5f1c-02ab:S4
            "
            "3","Feature","Type it in, then ""send""","2","","","12","","","","","","","","","","","**Acceptance criteria**

            - [ ] Given 12.50
              When sent
              Then paid
            - [ ] \[x\] refused when empty

            **Details**

            - Value: 80
            - Effort: 1.5 days
            - Tag: first release
            - Tag: web
            - Reference: carpaccio:5f1c-02ab:S3
            "
            "5","Feature","Deeper 5","3","","","","","","","","","","","","","","**Details**

            - Reference: carpaccio:5f1c-02ab:S5
            "
            "6","Feature","Deeper 6","5","","","","","","","","","","","","","","**Details**

            - Reference: carpaccio:5f1c-02ab:S6
            "
            "7","Feature","Deeper 7","6","","","12","","","","","","","","","","","**Details**

            - Value: 40 (estimated)
            - Effort: 1.5 days (estimated)
            - Reference: carpaccio:5f1c-02ab:S7
            "

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into trackers and lines of the description: the kind of 1 slice
            flattened: into lines of the description: the status of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the tags of 1 slice, the reference for a second hand-over
            flattened: into hours, four for half a day: the effort of 1 slice
            flattened: into a version each: the release after the MVP of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into text of the description: the notes of 1 slice
        "#]],
    );
}

#[test]
fn openproject() {
    check(
        Format::OpenprojectJson,
        expect![[r#"
            {
              "format": "carpaccio-openproject",
              "version": 1,
              "placeholders": {"S1":"the id in the answer to the request that is called S1, and so for every name","project":"the number of the project, which its identifier does not replace in links","type-epic":"the id of the type Epic, as GET /api/v3/types tells","type-feature":"the id of the type Feature, as GET /api/v3/types tells","type-task":"the id of the type Task, as GET /api/v3/types tells","type-user-story":"the id of the type User story, as GET /api/v3/types tells"},
              "requests": [
                {"as":"version-1","method":"POST","path":"/api/v3/versions","body":{"_links":{"definingProject":{"href":"/api/v3/projects/{project}"}},"name":"No paper, \"ever\""}},
                {"as":"S1","method":"POST","path":"/api/v3/projects/{project}/work_packages","body":{"_links":{"type":{"href":"/api/v3/types/{type-epic}"}},"description":{"format":"markdown","raw":"As an employee I want\nmy money back.\n\n\\# Not a heading\n\n**Details**\n\n- Reference: carpaccio:5f1c-02ab:S1\n"},"subject":"Claim =expenses= & more"}},
                {"as":"S2","method":"POST","path":"/api/v3/projects/{project}/work_packages","body":{"_links":{"parent":{"href":"/api/v3/work_packages/{S1}"},"type":{"href":"/api/v3/types/{type-feature}"}},"description":{"format":"markdown","raw":"**Details**\n\n- Persona: Employee\n- Split by: workflow-steps\n- Reference: carpaccio:5f1c-02ab:S2\n"},"subject":"Hand in"}},
                {"as":"S4","method":"POST","path":"/api/v3/projects/{project}/work_packages","body":{"_links":{"parent":{"href":"/api/v3/work_packages/{S2}"},"type":{"href":"/api/v3/types/{type-task}"},"version":{"href":"/api/v3/versions/{version-1}"}},"description":{"format":"markdown","raw":"**Questions**\n\n- Which format?\n  - Owner: Amira\n  - Answer: JPEG\n\n**Left out**\n\n- PDF\n  - Owner: Jonas\n\n**Notes**\n\nh1. Loud @<!-- -->all\n/close\n\n**Details**\n\n- Kind: spike\n- Status: doing\n- Step: Hand in\n- Value: 40 (estimated)\n- Effort: 1.5 days (estimated)\n- Release: No paper, \"ever\"\n- Pinned at: 2\n- Wish: not now\n- Needs: S3 Type it in, then \"send\"\n- Reference: carpaccio:5f1c-02ab:S4\n"},"estimatedTime":"PT12H","subject":"=1+1 receipts"}},
                {"as":"S3","method":"POST","path":"/api/v3/projects/{project}/work_packages","body":{"_links":{"parent":{"href":"/api/v3/work_packages/{S2}"},"type":{"href":"/api/v3/types/{type-feature}"}},"description":{"format":"markdown","raw":"**Acceptance criteria**\n\n- [ ] Given 12.50\n  When sent\n  Then paid\n- [ ] \\[x\\] refused when empty\n\n**Details**\n\n- Value: 80\n- Effort: 1.5 days\n- Tag: first release\n- Tag: web\n- Reference: carpaccio:5f1c-02ab:S3\n"},"subject":"Type it in, then \"send\""}},
                {"as":"S5","method":"POST","path":"/api/v3/projects/{project}/work_packages","body":{"_links":{"parent":{"href":"/api/v3/work_packages/{S3}"},"type":{"href":"/api/v3/types/{type-feature}"}},"description":{"format":"markdown","raw":"**Details**\n\n- Reference: carpaccio:5f1c-02ab:S5\n"},"subject":"Deeper 5"}},
                {"as":"S6","method":"POST","path":"/api/v3/projects/{project}/work_packages","body":{"_links":{"parent":{"href":"/api/v3/work_packages/{S5}"},"type":{"href":"/api/v3/types/{type-feature}"}},"description":{"format":"markdown","raw":"**Details**\n\n- Reference: carpaccio:5f1c-02ab:S6\n"},"subject":"Deeper 6"}},
                {"as":"S7","method":"POST","path":"/api/v3/projects/{project}/work_packages","body":{"_links":{"parent":{"href":"/api/v3/work_packages/{S6}"},"type":{"href":"/api/v3/types/{type-user-story}"}},"description":{"format":"markdown","raw":"**Details**\n\n- Value: 40 (estimated)\n- Effort: 1.5 days (estimated)\n- Reference: carpaccio:5f1c-02ab:S7\n"},"estimatedTime":"PT12H","subject":"Deeper 7"}},
                {"method":"POST","path":"/api/v3/work_packages/{S3}/relations","body":{"_links":{"to":{"href":"/api/v3/work_packages/{S4}"}},"type":"blocks"}}
              ]
            }

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into types and lines of the description: the kind of 1 slice
            flattened: into lines of the description: the status of 1 slice, the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the tags of 1 slice, the reference for a second hand-over
            flattened: into estimated hours, four for half a day: the effort of 1 slice
            flattened: into a version each: the release after the MVP of 1 slice
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into text of the description: the notes of 1 slice
        "#]],
    );
}

#[test]
fn only_the_spreadsheet_begins_with_a_byte_order_mark_and_tables_end_lines_with_crlf() {
    for format in Format::ALL {
        let (text, _) = written(*format, &small());
        assert_eq!(text.starts_with('\u{feff}'), *format == Format::Csv);
        assert_eq!(text.contains("\r\n"), format.extension() == "csv");
    }
}

#[test]
fn an_empty_workshop_is_written_by_every_format() {
    for format in Format::ALL {
        let (text, report) = written(*format, &Workshop::default());
        assert_eq!(report.counts.slices, 0);
        if format.reads() {
            assert_eq!(trackers::read(*format, text.as_bytes()).unwrap().slices, []);
        }
    }
}

#[test]
fn formats_have_names_of_their_own_and_are_found_by_them() {
    for format in Format::ALL {
        assert_eq!(Format::from_id(format.id()), Some(*format));
        assert!(format.reads() || format.writes());
    }
    assert_eq!(Format::from_id("fax"), None);
}

#[test]
fn opml() {
    check(
        Format::Opml,
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0">
              <head>
                <title>Expenses</title>
              </head>
              <body>
                <outline text="Claim =expenses= &amp; more" _note="As an employee I want&#10;my money back.&#10;&#10;# Not a heading&#10;&#10;Details:&#10;- Reference: carpaccio:5f1c-02ab:S1">
                  <outline text="Hand in" _note="Details:&#10;- Persona: Employee&#10;- Split by: workflow-steps&#10;- Reference: carpaccio:5f1c-02ab:S2">
                    <outline text="Type it in, then &quot;send&quot;" _note="Acceptance criteria:&#10;- Given 12.50&#10;  When sent&#10;  Then paid&#10;- [x] refused when empty&#10;&#10;Details:&#10;- Value: 80&#10;- Effort: 1.5 days&#10;- Tag: first release&#10;- Tag: web&#10;- Reference: carpaccio:5f1c-02ab:S3" category="first release,web">
                      <outline text="Deeper 5" _note="Details:&#10;- Reference: carpaccio:5f1c-02ab:S5">
                        <outline text="Deeper 6" _note="Details:&#10;- Reference: carpaccio:5f1c-02ab:S6">
                          <outline text="Deeper 7" _note="Details:&#10;- Value: 40 (estimated)&#10;- Effort: 1.5 days (estimated)&#10;- Reference: carpaccio:5f1c-02ab:S7"/>
                        </outline>
                      </outline>
                    </outline>
                    <outline text="=1+1 receipts" _note="Questions:&#10;- Which format?&#10;  - Owner: Amira&#10;  - Answer: JPEG&#10;&#10;Left out:&#10;- PDF&#10;  - Owner: Jonas&#10;&#10;Notes:&#10;h1. Loud @all&#10;/close&#10;&#10;Details:&#10;- Kind: spike&#10;- Status: doing&#10;- Step: Hand in&#10;- Value: 40 (estimated)&#10;- Effort: 1.5 days (estimated)&#10;- Release: No paper, &quot;ever&quot;&#10;- Pinned at: 2&#10;- Wish: not now&#10;- Needs: S3 Type it in, then &quot;send&quot;&#10;- Reference: carpaccio:5f1c-02ab:S4" type="spike" status="doing"/>
                  </outline>
                </outline>
                <outline text="- Mileage" _note="Details:&#10;- Status: dropped&#10;- Because: Nobody drives&#10;- Reference: carpaccio:5f1c-02ab:S8" status="dropped"/>
              </body>
            </opml>

            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            flattened: into lines of the description: the pattern of 1 slice, the persona of 1 slice, the step of 1 slice, the value of 1 slice, the effort of 1 slice, the release after the MVP of 1 slice, the place by hand of 1 slice, the wish for the MVP of 1 slice, the reason for not doing it of 1 slice, the dependencies of 1 slice, the reference for a second hand-over
            flattened: into lists in the description: the acceptance criteria of 1 slice, the questions of 1 slice, the deferrals of 1 slice
            flattened: into text of the description: the notes of 1 slice
        "#]],
    );
}

#[test]
fn mermaid() {
    check(
        Format::Mermaid,
        expect![[r##"
            mindmap
              workshop(("Expenses"))
                S1["Claim =expenses= #38; more"]
                  S2["Hand in"]
                    S4["#61;1+1 receipts"]
                    S3["Type it in, then #34;send#34;"]
                      S5["Deeper 5"]
                        S6["Deeper 6"]
                          S7["Deeper 7"]

            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            lost: the narrative of 1 slice
            lost: the kind of 1 slice
            lost: the status of 1 slice
            lost: the pattern of 1 slice
            lost: the persona of 1 slice
            lost: the step of 1 slice
            lost: the value of 1 slice
            lost: the effort of 1 slice
            lost: the release after the MVP of 1 slice
            lost: the wish for the MVP of 1 slice
            lost: the acceptance criteria of 1 slice
            lost: the dependencies of 1 slice
            lost: the questions of 1 slice
            lost: the deferrals of 1 slice
            lost: the tags of 1 slice
            lost: the notes of 1 slice
            flattened: into the order among siblings: the place by hand of 1 slice
            flattened: into the keys of the slices as names of the nodes: the reference for a second hand-over
        "##]],
    );
}

#[test]
fn gherkin() {
    check(
        Format::Gherkin,
        expect![[r##"
            # file: S3-type-it-in-then-send.feature
            @carpaccio:5f1c-02ab:S3 @first-release @web
            Feature: Type it in, then "send"

              Scenario: paid
                Given 12.50
                When sent
                Then paid

              Scenario: [x] refused when empty
                * [x] refused when empty


            skipped: 1 slice that was dropped
            lost: the title, goal and settings of the workshop
            lost: the outcomes, measures and lines of the releases
            lost: the pace of the team, and what value is worth
            lost: the order of the personas
            lost: the order of the steps, and which are essential
            lost: the status of 1 slice
            lost: the pattern of 1 slice
            lost: the persona of 1 slice
            lost: the step of 1 slice
            lost: the value of 1 slice
            lost: the effort of 1 slice
            lost: the release after the MVP of 1 slice
            lost: the place by hand of 1 slice
            lost: the wish for the MVP of 1 slice
            lost: the dependencies of 1 slice
            lost: the questions of 1 slice
            lost: the deferrals of 1 slice
            lost: the notes of 1 slice
            flattened: into tags: the kind of 1 slice, the tags of 1 slice, the reference for a second hand-over
            flattened: into scenarios: the acceptance criteria of 1 slice
            skipped: 2 leaves without acceptance criteria
        "##]],
    );
}
